package dev.baton.core.plan;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Changes in order of object, key and field, in little room: a first plan holds every field of
 * every account, most of it sentences, and has to fit into memory. A change is made anew whenever
 * it is asked for.
 */
public final class PackedChanges extends AbstractList<Change> {
    private static final Comparator<PackedRecord> ORDER =
            Comparator.comparing(PackedRecord::object).thenComparing(PackedRecord::key);

    private final List<PackedRecord> records;
    private final int size;

    private PackedChanges(List<PackedRecord> records) {
        this.records = Collections.unmodifiableList(records);
        this.size = records.stream().mapToInt(List::size).sum();
    }

    /** Takes the changes of one record after the other. */
    public static final class Collector {
        private final List<PackedRecord> records = new ArrayList<>();

        /**
         * Adds all changes of a record.
         *
         * @param changes at least one, of one record, in any order
         * @throws IllegalArgumentException when two are of one field
         */
        public void add(List<Change> changes) {
            records.add(PackedRecord.of(changes.stream().sorted().toList()));
        }

        /**
         * All that was added.
         *
         * @throws IllegalArgumentException when a record was added twice
         */
        public PackedChanges packed() {
            var sorted = new ArrayList<>(records);
            sorted.sort(ORDER);
            for (int i = 1; i < sorted.size(); i++) {
                if (ORDER.compare(sorted.get(i - 1), sorted.get(i)) == 0) {
                    throw new IllegalArgumentException(
                            "the changes of one record in two parts: " + sorted.get(i).key());
                }
            }
            return new PackedChanges(sorted);
        }
    }

    /**
     * The same changes, packed and in order.
     *
     * @throws IllegalArgumentException when two are of one field
     */
    public static PackedChanges of(List<Change> changes) {
        if (changes instanceof PackedChanges packed) {
            return packed;
        }
        var collector = new Collector();
        byRecord(changes).values().forEach(record -> collector.add(record));
        return collector.packed();
    }

    private static Map<List<String>, List<Change>> byRecord(List<Change> changes) {
        Function<Change, List<String>> record = each -> List.of(each.object(), each.key());
        return changes.stream().collect(Collectors.groupingBy(record));
    }

    /** The changes of each record, in order of object and key. */
    List<PackedRecord> records() {
        return records;
    }

    @Override
    public Iterator<Change> iterator() {
        return records.stream().flatMap(List::stream).iterator();
    }

    @Override
    public Change get(int index) {
        int left = index;
        for (List<Change> record : records) {
            if (left < record.size()) {
                return record.get(left);
            }
            left -= record.size();
        }
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public int size() {
        return size;
    }
}

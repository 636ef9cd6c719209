package dev.baton.engine.store;

import static dev.baton.engine.store.Samples.MONDAY;
import static dev.baton.engine.store.Samples.page;
import static dev.baton.engine.store.Samples.scan;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/** Random histories, answered by the store and by a model that is too simple to be wrong. */
interface ModelContract {
    int PAGES = 15;

    StateStore store();

    int seeds();

    @Test
    default void theStoreAnswersAsTheModelDoes() {
        for (int seed = 1; seed <= seeds(); seed++) {
            new History(store(), seed).play();
        }
    }

    /** Every version of every record, in the order of their commits. */
    final class Model {
        private final Map<String, List<LandedRecord>> versions = new TreeMap<>();

        void commit(List<LandedRecord> records, Instant pulledAt) {
            var lastOfEach = new LinkedHashMap<String, LandedRecord>();
            records.forEach(each -> lastOfEach.put(each.id(), each));
            lastOfEach.values().forEach(each -> add(each, pulledAt));
        }

        private void add(LandedRecord record, Instant pulledAt) {
            List<LandedRecord> known =
                    versions.computeIfAbsent(record.id(), unused -> new ArrayList<>());
            if (known.isEmpty()) {
                known.add(record);
            } else if (differs(known.getLast(), record)) {
                Instant claimed = record.reconstructed() ? pulledAt : record.knownAt();
                Instant before = known.getLast().knownAt();
                known.add(laterVersion(record, claimed.isBefore(before) ? before : claimed));
            }
        }

        private static boolean differs(LandedRecord one, LandedRecord other) {
            return !(one.fields().equals(other.fields())
                    && Objects.equals(one.parent(), other.parent())
                    && Objects.equals(one.createdAt(), other.createdAt())
                    && one.deleted() == other.deleted());
        }

        private static LandedRecord laterVersion(LandedRecord record, Instant knownAt) {
            return new LandedRecord(
                    record.id(),
                    knownAt,
                    false,
                    record.createdAt(),
                    record.modifiedAt(),
                    record.deleted(),
                    record.parent(),
                    record.fields());
        }

        Optional<LandedRecord> find(String id, Instant knownAt) {
            LandedRecord inForce = null;
            for (LandedRecord each : versions.getOrDefault(id, List.of())) {
                if (!each.knownAt().isAfter(knownAt)) {
                    inForce = each;
                }
            }
            return inForce == null || inForce.deleted() ? Optional.empty() : Optional.of(inForce);
        }

        List<LandedRecord> scan(Instant knownAt) {
            return versions.keySet().stream().flatMap(id -> find(id, knownAt).stream()).toList();
        }

        List<LandedRecord> childrenOf(List<String> parents, Instant knownAt) {
            return scan(knownAt).stream()
                    .filter(each -> each.parent() != null && parents.contains(each.parent()))
                    .toList();
        }
    }

    /** One random history of one stream. */
    final class History {
        private final StateStore store;
        private final String name;
        private final StreamKey stream;
        private final Random random;
        private final Model model = new Model();
        private Instant clock = MONDAY;

        History(StateStore store, int seed) {
            this.store = store;
            name = "seed " + seed;
            stream = new StreamKey(name, "tickets");
            random = new Random(seed);
        }

        void play() {
            for (int i = 0; i < PAGES; i++) {
                // Now and then the clock stands still or steps back.
                clock = clock.plusSeconds(random.nextInt(5) - 1);
                List<LandedRecord> records =
                        IntStream.range(0, random.nextInt(12))
                                .mapToObj(unused -> record())
                                .toList();
                store.commit(stream, page(clock, records.toArray(LandedRecord[]::new)));
                model.commit(records, clock);
                compare(MONDAY.plusSeconds(random.nextInt(3 * PAGES) - 5));
            }
            compare(Instant.MAX);
        }

        private LandedRecord record() {
            String id = "t" + random.nextInt(10);
            boolean reconstructed = random.nextInt(4) == 0;
            boolean deleted = random.nextInt(6) == 0;
            Instant created = MONDAY.minusSeconds(id.charAt(1));
            Map<String, Object> fields =
                    deleted ? Map.of() : Map.of("status", "s" + random.nextInt(3));
            return new LandedRecord(
                    id,
                    reconstructed ? created : clock,
                    reconstructed,
                    random.nextBoolean() ? created : null,
                    clock,
                    deleted,
                    parent(),
                    fields);
        }

        private @Nullable String parent() {
            int parent = random.nextInt(5);
            return parent == 0 ? null : "o" + parent;
        }

        private void compare(Instant knownAt) {
            String told = name + ", known at " + knownAt;
            List<String> parents = List.of("o" + random.nextInt(6), "o" + random.nextInt(6));
            String id = "t" + random.nextInt(11);
            assertThat(scan(store, stream, knownAt)).as(told).isEqualTo(model.scan(knownAt));
            assertThat(store.childrenOf(stream, parents, knownAt))
                    .as(told)
                    .isEqualTo(model.childrenOf(parents, knownAt));
            assertThat(store.find(stream, id, knownAt)).as(told).isEqualTo(model.find(id, knownAt));
        }
    }
}

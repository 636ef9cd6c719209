package dev.baton.crm.salesforce;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.baton.crm.salesforce.BulkApi.Kind;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.MassReader;
import dev.baton.port.ObjectDescription;
import dev.baton.port.WritePermit;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what very many records hold by a query job over all rows between the first and the last of
 * them. A job has no order and knows nothing of our ids, so its rows are told by theirs; what it
 * did not bring, or where there can be no job, is asked for by id.
 */
final class BulkReader implements MassReader {
    /** Records given away at a time. */
    private static final int TOGETHER = 2_000;

    private static final Duration PATIENCE = Duration.ofHours(2);

    private final BulkApi api;
    private final BulkWait wait;
    private final Volume volume;
    private final ById byId;
    private final Columns columns;

    /** As {@link dev.baton.port.Sink#retrieve}. */
    @FunctionalInterface
    interface ById {
        Map<String, Map<String, @Nullable Object>> retrieve(
                String object, List<String> ids, List<String> fields) throws AdapterException;
    }

    /** Fields as our user sees them. */
    @FunctionalInterface
    interface Columns {
        List<ObjectDescription.Field> of(String object, List<String> fields)
                throws AdapterException;
    }

    BulkReader(BulkApi api, BulkWait wait, Volume volume, Columns columns, ById byId) {
        this.api = api;
        this.wait = wait;
        this.volume = volume;
        this.columns = columns;
        this.byId = byId;
    }

    @Override
    public boolean isWorth(long records, long rows) {
        return volume.looksByJob(records, rows);
    }

    @Override
    public long calls(long rows) {
        return Volume.ofOneLook(rows);
    }

    @Override
    public void read(
            String object,
            List<String> ids,
            List<String> fields,
            WritePermit permit,
            MassReader.Reader each)
            throws AdapterException {
        SalesforceSink.requireIds(ids);
        if (ids.isEmpty()) {
            return;
        }
        var reading = new Reading(ids, fields, columns.of(object, fields), each);
        String job = done(object, reading, permit);
        if (job != null) {
            parts(job, reading, permit);
        }
        rest(object, reading);
    }

    /** Null where there is none, and where it did not come to its end. */
    private @Nullable String done(String object, Reading reading, WritePermit permit)
            throws AdapterException {
        BulkJob job;
        try {
            job = api.query(reading.query(object), false);
        } catch (AdapterException e) {
            if (e.category() == Category.BAD_REQUEST) {
                return null;
            }
            throw e;
        }
        BulkJob ended = wait.rest(Kind.QUERY, job.id(), reading.ids.size(), PATIENCE, permit);
        return ended.state() == BulkJob.State.JOB_COMPLETE ? job.id() : null;
    }

    private void parts(String job, Reading reading, WritePermit permit) throws AdapterException {
        try (var parts = new BulkParts(api)) {
            parts.begin(job, null);
            BulkApi.Part part;
            do {
                if (!permit.holds()) {
                    throw new AdapterException(
                            Category.UNAVAILABLE,
                            "withdrawn",
                            "stopped while reading records",
                            null);
                }
                part = parts.take(job);
                reading.take(part);
            } while (part.next() != null);
        }
        reading.giveTaken();
    }

    private void rest(String object, Reading reading) throws AdapterException {
        List<String> missing = reading.missing();
        for (int from = 0; from < missing.size(); from += TOGETHER) {
            List<String> some = missing.subList(from, Math.min(from + TOGETHER, missing.size()));
            reading.each.read(new Some(some, byId.retrieve(object, some, reading.fields)));
        }
    }

    /** One reading, and how far it is. */
    private static final class Reading {
        final List<String> ids;
        final List<String> fields;
        final MassReader.Reader each;
        private final List<ObjectDescription.Field> columns;
        private final String[] sorted;
        private final BitSet given = new BitSet();
        private final Map<String, Map<String, @Nullable Object>> taken = new LinkedHashMap<>();

        Reading(
                List<String> ids,
                List<String> fields,
                List<ObjectDescription.Field> columns,
                MassReader.Reader each) {
            this.ids = ids;
            this.fields = fields;
            this.columns = columns;
            this.each = each;
            this.sorted = ids.stream().sorted().toArray(String[]::new);
        }

        Soql.Whole query(String object) {
            var id = new Soql.Name("Id");
            var select = new ArrayList<Soql.Name>();
            select.add(id);
            columns.forEach(column -> select.add(new Soql.Name(column.name())));
            return new Soql.Whole(
                    new Soql.Name(object),
                    select,
                    new Soql.All(
                            List.of(
                                    edge(id, Soql.Operator.AT_LEAST, sorted[0]),
                                    edge(id, Soql.Operator.AT_MOST, sorted[sorted.length - 1]))));
        }

        private static Soql.Condition edge(Soql.Name id, Soql.Operator operator, String edge) {
            return new Soql.Compare(id, operator, new Soql.RecordId(edge));
        }

        void take(BulkApi.Part part) throws AdapterException {
            Iterator<CsvRecord> rows = CsvRows.records(part.csv());
            long passed = 0;
            try {
                requireHeader(rows.hasNext() ? rows.next().getFields() : List.of());
                for (; rows.hasNext(); passed++) {
                    take(rows.next());
                }
            } catch (CsvParseException | UncheckedIOException e) {
                throw StrictJson.unreadable(e);
            }
            if (passed != part.rows()) {
                throw new AdapterException(
                        Category.UNAVAILABLE,
                        "truncated_page",
                        "rows are missing; try later",
                        null);
            }
        }

        private void requireHeader(List<String> header) throws AdapterException {
            boolean asAsked =
                    header.size() == 1 + columns.size() && header.getFirst().equalsIgnoreCase("Id");
            for (int at = 0; asAsked && at < columns.size(); at++) {
                asAsked = header.get(at + 1).equalsIgnoreCase(columns.get(at).name());
            }
            if (!asAsked) {
                throw StrictJson.unreadable(null);
            }
        }

        /** Rows between ours are not ours. */
        private void take(CsvRecord row) throws AdapterException {
            int at = Arrays.binarySearch(sorted, row.getField(0));
            if (at < 0 || given.get(at)) {
                return;
            }
            given.set(at);
            taken.put(sorted[at], values(row));
            if (taken.size() == TOGETHER) {
                giveTaken();
            }
        }

        private Map<String, @Nullable Object> values(CsvRecord row) throws AdapterException {
            var values = new LinkedHashMap<String, @Nullable Object>();
            for (int at = 0; at < fields.size(); at++) {
                String text = row.getField(at + 1);
                try {
                    values.put(
                            fields.get(at),
                            SObjects.value(text.isEmpty() ? null : text, columns.get(at)));
                } catch (SObjects.UnreadableField e) {
                    throw new AdapterException(
                            Category.UNAVAILABLE,
                            "unreadable_field",
                            "a record could not be read",
                            e);
                }
            }
            return values;
        }

        void giveTaken() throws AdapterException {
            if (!taken.isEmpty()) {
                each.read(new Some(List.copyOf(taken.keySet()), new LinkedHashMap<>(taken)));
                taken.clear();
            }
        }

        List<String> missing() {
            var missing = new ArrayList<String>();
            for (int at = given.nextClearBit(0);
                    at < sorted.length;
                    at = given.nextClearBit(at + 1)) {
                missing.add(sorted[at]);
            }
            return missing;
        }
    }
}

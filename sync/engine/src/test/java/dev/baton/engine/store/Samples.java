package dev.baton.engine.store;

import dev.baton.port.Cursor;
import dev.baton.port.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records, pages and runs as the tests need them. */
final class Samples {
    static final StreamKey TICKETS = new StreamKey("helpdesk", "tickets");
    static final StreamKey ACCOUNTS = new StreamKey("crm", "Account");

    static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    static final Instant TUESDAY = Instant.parse("2026-03-03T08:00:00Z");
    static final Instant WEDNESDAY = Instant.parse("2026-03-04T08:00:00Z");
    static final Instant THURSDAY = Instant.parse("2026-03-05T08:00:00Z");

    static final MasterKey KEY =
            MasterKey.of(
                    new Secret("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));

    static final Run RUN =
            new Run(
                    "20260302T080000Z-1",
                    MONDAY,
                    MONDAY,
                    "mappings-1",
                    "model-1",
                    null,
                    Run.State.RUNNING,
                    0,
                    0);

    private Samples() {}

    /** A ticket of organisation {@code o1} that we learned of at an instant. */
    static LandedRecord ticket(String id, Instant knownAt, String status) {
        return ticket(id, knownAt, "o1", status);
    }

    static LandedRecord ticket(String id, Instant knownAt, @Nullable String parent, String status) {
        return new LandedRecord(
                id, knownAt, false, null, knownAt, false, parent, Map.of("status", status));
    }

    /** A ticket that a backfill brought. */
    static LandedRecord reconstructed(String id, Instant createdAt, String status) {
        return new LandedRecord(
                id, createdAt, true, createdAt, createdAt, false, "o1", Map.of("status", status));
    }

    static LandedRecord tombstone(String id, Instant knownAt) {
        return new LandedRecord(id, knownAt, false, null, knownAt, true, null, Map.of());
    }

    static Checkpoint checkpoint(String cursor) {
        return new Checkpoint(new Cursor(cursor), "fingerprint", false, null);
    }

    static LandedPage page(Instant pulledAt, LandedRecord... records) {
        return new LandedPage(
                List.of(records), Map.of(), List.of(), checkpoint("after " + pulledAt), pulledAt);
    }

    static List<LandedRecord> scan(StateStore store, StreamKey stream, Instant knownAt) {
        var found = new ArrayList<LandedRecord>();
        store.scan(stream, knownAt, found::add);
        return found;
    }

    static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return values;
    }

    static Intent intent(String record, Intent.Change score) {
        return new Intent("crm", "Account", record, Map.of("Score__c", score), "evidence-1");
    }
}

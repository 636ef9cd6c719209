package dev.baton.sandbox.salesforce.org;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records as they were at one instant. An export knows the future of that instant; this is the
 * one place that hides it:
 *
 * <ul>
 *   <li>a record created later does not exist;
 *   <li>an exported date or date-time that lies later is empty; what was written through the API
 *       was known when it was written and stays;
 *   <li>an opportunity whose CloseDate or Won_At__c lies later is open, in the org's first stage,
 *       and nobody has said yet why it was lost (fields that begin with Loss_);
 *   <li>SystemModstamp and LastModifiedDate are the given ones, each the other's where that alone
 *       is given, or CreatedDate while those lie later or are not given;
 *   <li>a deletion happened at the record's SystemModstamp, and is not there before.
 * </ul>
 *
 * While the clock advances, a value that comes out of hiding is a change of the record:
 * SystemModstamp then is at least the instant of that value, so that a pull by (SystemModstamp, Id)
 * meets the record again. The same holds for a record whose stamp lies before its own creation. A
 * clock that stands still sees the given stamps untouched.
 */
public final class View {
    /** When records came to be that say no CreatedDate. */
    public static final Instant ORG_CREATED = Instant.parse("2000-01-01T00:00:00Z");

    private static final Set<String> STAMPS =
            Set.of("CreatedDate", "LastModifiedDate", "SystemModstamp");
    private static final String WON_AT = "Won_At__c";
    private static final String LOSS = "Loss_";
    private static final Duration BIN = Duration.ofDays(15);

    private final Instant opened;
    private final Instant now;
    private final Stage first;

    /**
     * A look at the records.
     *
     * @param opened where the clock stood at first
     * @param first what an opportunity looks like that is not closed yet
     */
    View(Instant opened, Instant now, Stage first) {
        this.opened = opened;
        this.now = now;
        this.first = first;
    }

    public Instant now() {
        return now;
    }

    public boolean exists(Row row) {
        return !created(row).isAfter(now) && !purged(row);
    }

    /**
     * The recycle bin is emptied of what has lain in it for 15 days. What was in it when the org
     * was exported stays, for exports may be older than that.
     */
    private boolean purged(Row row) {
        Instant at = row.deletedAt();
        return at != null && at.isBefore(now.minus(BIN));
    }

    public boolean deleted(Row row) {
        return row.deletedAt() != null
                || (Boolean.TRUE.equals(row.exported("IsDeleted"))
                        && !stamp(row, given(row, "SystemModstamp", "LastModifiedDate"))
                                .isAfter(now));
    }

    /** The value of a stored field by its API name, null if empty. Formulas are not stored. */
    public @Nullable Object value(Row row, String field) {
        return switch (field) {
            case "Id" -> row.id();
            case "IsDeleted" -> deleted(row);
            case "CreatedDate" -> created(row);
            case "SystemModstamp" -> modified(row, given(row, field, "LastModifiedDate"));
            case "LastModifiedDate" -> modified(row, given(row, field, "SystemModstamp"));
            default ->
                    row.written().containsKey(field)
                            ? row.written().get(field)
                            : exported(row, field);
        };
    }

    private @Nullable Object exported(Row row, String field) {
        Object value = row.exported(field);
        if (row.type().name().equals("Opportunity") && stillOpen(row)) {
            if (field.startsWith(LOSS)) {
                return null;
            }
            return first.replaces(field) ? first.value(field, value) : hideLater(value);
        }
        return hideLater(value);
    }

    private boolean stillOpen(Row row) {
        return later(row.exported("CloseDate")) || later(row.exported(WON_AT));
    }

    private @Nullable Object hideLater(@Nullable Object value) {
        return later(value) ? null : value;
    }

    private boolean later(@Nullable Object value) {
        Instant known = knownFrom(value);
        return known != null && known.isAfter(now);
    }

    /** A date is known from the first instant of its day, UTC; null for values of other kinds. */
    private static @Nullable Instant knownFrom(@Nullable Object value) {
        if (value instanceof LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return value instanceof Instant instant ? instant : null;
    }

    private static Instant created(Row row) {
        return row.exported("CreatedDate") instanceof Instant given ? given : ORG_CREATED;
    }

    private static String given(Row row, String field, String other) {
        return row.exported(field) == null ? other : field;
    }

    private static Instant stamp(Row row, String field) {
        return row.exported(field) instanceof Instant given ? given : created(row);
    }

    private Instant modified(Row row, String stampField) {
        Instant given = stamp(row, stampField);
        Instant latest = given.isAfter(now) ? created(row) : given;
        latest = later(latest, created(row).isAfter(opened) ? created(row) : null);
        latest = later(latest, lastRevealed(row));
        latest = later(latest, row.writtenAt());
        return later(latest, row.deletedAt());
    }

    private static Instant later(Instant a, @Nullable Instant b) {
        return b != null && b.isAfter(a) ? b : a;
    }

    /**
     * The latest instant at which a value came out of hiding since the clock first stood still;
     * null if none did.
     */
    private @Nullable Instant lastRevealed(Row row) {
        if (now.equals(opened)) {
            return null;
        }
        Instant last = null;
        for (var entry : row.exported().entrySet()) {
            Instant known = STAMPS.contains(entry.getKey()) ? null : knownFrom(entry.getValue());
            if (known != null && known.isAfter(opened) && !known.isAfter(now)) {
                last = last == null ? known : later(last, known);
            }
        }
        return last;
    }
}

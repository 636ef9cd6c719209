package dev.baton.core.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was at an instant, as far as the version at hand can tell. Events later than the
 * instant have not happened; state that began later is unknown, never guessed from the present.
 */
public final class Seen {
    /** The field that every record has: when it was created. */
    public static final String CREATED_AT = "created_at";

    private static final Reading EMPTY = new Reading.Empty();
    private static final Reading UNKNOWN = new Reading.Unknown();

    private final CanonicalRecord record;
    private final Vocabulary vocabulary;
    private final Instant asOf;
    private final boolean eventsOnly;

    private Seen(CanonicalRecord record, Vocabulary vocabulary, Instant asOf, boolean eventsOnly) {
        this.record = record;
        this.vocabulary = vocabulary;
        this.asOf = asOf;
        this.eventsOnly = eventsOnly;
    }

    /** Nothing, if the record did not exist yet. */
    public static Optional<Seen> at(Instant asOf, CanonicalRecord record, Vocabulary vocabulary) {
        return at(asOf, record, vocabulary, false);
    }

    /**
     * The same; of state nothing is told when {@code eventsOnly}. What events tell of the past does
     * not depend on when we learned it, so that a long history and a fresh backfill see the same
     * past (invariant 11).
     */
    public static Optional<Seen> at(
            Instant asOf, CanonicalRecord record, Vocabulary vocabulary, boolean eventsOnly) {
        Instant created = record.createdAt();
        boolean exists = created == null || !created.isAfter(asOf);
        return exists
                ? Optional.of(new Seen(record, vocabulary, asOf, eventsOnly))
                : Optional.empty();
    }

    public RecordRef ref() {
        return record.ref();
    }

    /** What a field said at the instant. {@code created_at} is a field of every record. */
    public Reading read(String field) {
        if (field.equals(CREATED_AT)) {
            Instant created = record.createdAt();
            return created == null ? EMPTY : new Reading.Known(new Value.Moment(created));
        }
        FieldSpec spec = vocabulary.existing(record.type(), field);
        if (vocabulary.isHidden(record.type(), field)) {
            return UNKNOWN;
        }
        Value value = record.fields().get(field);
        return switch (spec.nature()) {
            case FIXED -> known(value);
            case EVENT -> known(happened(value));
            case STATE -> eventsOnly || record.modifiedAt().isAfter(asOf) ? UNKNOWN : known(value);
        };
    }

    /**
     * Its status or stage at the instant, null where the type has none, it is empty, or it cannot
     * be told.
     */
    public @Nullable String state() {
        String field = record.type().stateField();
        return field != null
                        && read(field) instanceof Reading.Known known
                        && known.value() instanceof Value.Text text
                ? text.text()
                : null;
    }

    /**
     * The instant a moment or day field stands for, null when empty or unknown; of several moments
     * the last.
     */
    public @Nullable Instant moment(String field) {
        return moment(read(field));
    }

    /** The same of what a field was read as. */
    public static @Nullable Instant moment(Reading reading) {
        return reading instanceof Reading.Known known ? instant(known.value()) : null;
    }

    private static Reading known(@Nullable Value value) {
        return value == null ? EMPTY : new Reading.Known(value);
    }

    private @Nullable Value happened(@Nullable Value value) {
        return switch (value) {
            case null -> null;
            case Value.Moment moment -> moment.at().isAfter(asOf) ? null : moment;
            case Value.Moments moments ->
                    moments.at().getLast().isAfter(asOf) ? upToNow(moments.at()) : moments;
            case Value.Day day -> startOf(day.day()).isAfter(asOf) ? null : day;
            case Value.Text other -> other;
            case Value.Numeric other -> other;
            case Value.Truth other -> other;
            case Value.Labels other -> other;
        };
    }

    private @Nullable Value upToNow(List<Instant> at) {
        List<Instant> past = at.stream().filter(each -> !each.isAfter(asOf)).toList();
        return past.isEmpty() ? null : new Value.Moments(past);
    }

    /** A day counts from its first instant in UTC. */
    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static @Nullable Instant instant(Value value) {
        return switch (value) {
            case Value.Moment moment -> moment.at();
            case Value.Moments moments -> moments.at().getLast();
            case Value.Day day -> day.day().atStartOfDay(ZoneOffset.UTC).toInstant();
            case Value.Text other -> null;
            case Value.Numeric other -> null;
            case Value.Truth other -> null;
            case Value.Labels other -> null;
        };
    }
}

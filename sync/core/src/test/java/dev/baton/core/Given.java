package dev.baton.core;

import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records written down in one line. */
public final class Given {
    private Given() {}

    public static Instant at(String iso) {
        return Instant.parse(iso);
    }

    public static Value text(String text) {
        return new Value.Text(text);
    }

    public static Value number(double number) {
        return new Value.Numeric(number);
    }

    public static Value truth(boolean truth) {
        return new Value.Truth(truth);
    }

    public static Value moment(String iso) {
        return new Value.Moment(at(iso));
    }

    public static Value moments(String... iso) {
        return new Value.Moments(Stream.of(iso).map(Instant::parse).toList());
    }

    public static Value day(String iso) {
        return new Value.Day(LocalDate.parse(iso));
    }

    public static Value labels(String... words) {
        return new Value.Labels(new TreeSet<>(List.of(words)));
    }

    /** A ticket whose state is that of its creation. */
    public static Draft ticket(String id, String created) {
        return new Draft(RecordType.TICKET, new RecordRef("zendesk", "ticket", id))
                .created(created)
                .modified(created);
    }

    /** A figure of a day, from a file that tells of no creation. */
    public static CanonicalRecord usage(String id, String day, double value) {
        return new Draft(RecordType.USAGE, new RecordRef("file", "usage", id))
                .with("on", day(day))
                .with("value", number(value))
                .done();
    }

    public static CanonicalRecord account(String created) {
        return accountDraft(created).done();
    }

    public static Draft accountDraft(String created) {
        return new Draft(
                        RecordType.ACCOUNT,
                        new RecordRef("salesforce", "Account", "001000000000001AAA"))
                .created(created)
                .modified(created);
    }

    /** Everything is observed. */
    public static AccountFacts facts(String accountCreated, List<CanonicalRecord> records) {
        return new AccountFacts(account(accountCreated), records, EnumSet.allOf(RecordType.class));
    }

    public static AccountFacts facts(
            String accountCreated, List<CanonicalRecord> records, Set<RecordType> observed) {
        return new AccountFacts(account(accountCreated), records, observed);
    }

    /** A record in the making. */
    public static final class Draft {
        private final RecordType type;
        private final RecordRef ref;
        private final TreeMap<String, Value> fields = new TreeMap<>();
        private @Nullable Instant created;
        private Instant modified = Instant.parse("2020-01-01T00:00:00Z");

        public Draft(RecordType type, RecordRef ref) {
            this.type = type;
            this.ref = ref;
        }

        public Draft created(String iso) {
            created = at(iso);
            return this;
        }

        public Draft createdNobodyKnowsWhen() {
            created = null;
            return this;
        }

        public Draft modified(String iso) {
            modified = at(iso);
            return this;
        }

        public Draft with(String field, Value value) {
            fields.put(field, value);
            return this;
        }

        public CanonicalRecord done() {
            return new CanonicalRecord(type, ref, created, modified, fields);
        }
    }
}

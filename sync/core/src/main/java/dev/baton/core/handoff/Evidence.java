package dev.baton.core.handoff;

import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Answer;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.Reading;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What shows that something is known. */
public sealed interface Evidence {

    /** Whether it was found. */
    enum Found {
        YES,
        NO,
        /** Nothing that is read could tell. */
        UNTOLD;

        Found and(Found other) {
            return this == NO || other == NO
                    ? NO
                    : this == UNTOLD || other == UNTOLD ? UNTOLD : YES;
        }

        Found or(Found other) {
            return this == YES || other == YES ? YES : this == NO || other == NO ? NO : UNTOLD;
        }
    }

    Found look(Subject subject, Answers answers);

    /** The types of record it reads, the handoff itself apart. */
    List<RecordType> types();

    /** The fields of a type that it reads. */
    List<String> fields(RecordType type);

    /** The handoff's own fields that it reads. */
    List<HandoffField> notes();

    /**
     * A field of the deal or of its account holds an answer.
     *
     * @param of opportunity or account
     */
    record OfField(RecordType of, String field) implements Evidence {
        public OfField {
            if (of != RecordType.OPPORTUNITY && of != RecordType.ACCOUNT) {
                throw new IllegalArgumentException("a deal has many of " + of);
            }
        }

        @Override
        public Found look(Subject subject, Answers answers) {
            Optional<Seen> seen =
                    of == RecordType.ACCOUNT ? subject.account() : Optional.of(subject.deal());
            return seen.map(each -> found(each.read(field), answers)).orElse(Found.UNTOLD);
        }

        @Override
        public List<RecordType> types() {
            return List.of(of);
        }

        @Override
        public List<String> fields(RecordType type) {
            return type == of ? List.of(field) : List.of();
        }

        @Override
        public List<HandoffField> notes() {
            return List.of();
        }
    }

    /** Somebody wrote it into the handoff. */
    record Noted(HandoffField field) implements Evidence {
        @Override
        public Found look(Subject subject, Answers answers) {
            return isAnswer(subject.held().values().get(field), answers) ? Found.YES : Found.NO;
        }

        private static boolean isAnswer(@Nullable Object held, Answers answers) {
            return held instanceof String text ? answers.isAnswer(text) : held != null;
        }

        @Override
        public List<RecordType> types() {
            return List.of();
        }

        @Override
        public List<String> fields(RecordType type) {
            return List.of();
        }

        @Override
        public List<HandoffField> notes() {
            return List.of(field);
        }
    }

    /**
     * A record meets a condition: of types that belong to deals one of this deal's, of others one
     * of the account's.
     */
    record OfRecord(RecordType over, Predicate filter) implements Evidence {
        @Override
        public Found look(Subject subject, Answers answers) {
            if (!subject.facts().observed().contains(over)) {
                return Found.UNTOLD;
            }
            Answer any = Answer.NO;
            for (CanonicalRecord record : subject.facts().records()) {
                if (record.type() == over && isOf(record, subject)) {
                    any = any.not().and(test(record, subject).not()).not();
                }
            }
            return switch (any) {
                case YES -> Found.YES;
                case NO -> Found.NO;
                case UNKNOWN -> Found.UNTOLD;
            };
        }

        private static boolean isOf(CanonicalRecord record, Subject subject) {
            return !record.type().isOfDeal() || subject.id().equals(record.text("deal"));
        }

        private Answer test(CanonicalRecord record, Subject subject) {
            Optional<Seen> seen = Seen.at(subject.asOf(), record, subject.vocabulary());
            return seen.map(filter::test).orElse(Answer.NO);
        }

        @Override
        public List<RecordType> types() {
            return List.of(over);
        }

        @Override
        public List<String> fields(RecordType type) {
            return type == over ? filter.fields() : List.of();
        }

        @Override
        public List<HandoffField> notes() {
            return List.of();
        }
    }

    /** Made of others, and reads what they read. */
    sealed interface Compound extends Evidence {
        List<Evidence> parts();

        @Override
        default List<RecordType> types() {
            return parts().stream().flatMap(part -> part.types().stream()).distinct().toList();
        }

        @Override
        default List<String> fields(RecordType type) {
            return parts().stream().flatMap(part -> part.fields(type).stream()).toList();
        }

        @Override
        default List<HandoffField> notes() {
            return parts().stream().flatMap(part -> part.notes().stream()).toList();
        }
    }

    /** Every part is found. */
    record All(List<Evidence> parts) implements Compound {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public Found look(Subject subject, Answers answers) {
            return parts.stream()
                    .map(part -> part.look(subject, answers))
                    .reduce(Found.YES, Found::and);
        }
    }

    /** At least one part is found. */
    record Any(List<Evidence> parts) implements Compound {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public Found look(Subject subject, Answers answers) {
            return parts.stream()
                    .map(part -> part.look(subject, answers))
                    .reduce(Found.UNTOLD, Found::or);
        }
    }

    private static Found found(Reading reading, Answers answers) {
        return switch (reading) {
            case Reading.Unknown unknown -> Found.UNTOLD;
            case Reading.Empty empty -> Found.NO;
            case Reading.Known known -> answers.isAnswer(known.value()) ? Found.YES : Found.NO;
        };
    }
}

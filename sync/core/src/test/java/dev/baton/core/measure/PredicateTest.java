package dev.baton.core.measure;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.day;
import static dev.baton.core.Given.labels;
import static dev.baton.core.Given.moment;
import static dev.baton.core.Given.number;
import static dev.baton.core.Given.text;
import static dev.baton.core.Given.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.core.Given;
import dev.baton.core.measure.Predicate.All;
import dev.baton.core.measure.Predicate.Always;
import dev.baton.core.measure.Predicate.Answer;
import dev.baton.core.measure.Predicate.Any;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.measure.Predicate.Compare;
import dev.baton.core.measure.Predicate.Has;
import dev.baton.core.measure.Predicate.In;
import dev.baton.core.measure.Predicate.IsEmpty;
import dev.baton.core.measure.Predicate.Not;
import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import dev.baton.core.model.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredicateTest {
    private static final Vocabulary VOCABULARY =
            Vocabulary.standard()
                    .with(
                            RecordType.TICKET,
                            List.of(
                                    FieldSpec.fixed("due_on", FieldType.DAY),
                                    FieldSpec.fixed("channel", FieldType.TEXT)));

    /** Its state is of a later version, so unknown; its fixed fields are known or empty. */
    private static final Seen RECORD =
            seen(
                    ticket("1", "2026-03-01T12:00:00Z")
                            .modified("2026-03-30T00:00:00Z")
                            .with("status", text("open"))
                            .with("due_on", day("2026-03-31"))
                            .with("first_replied_at", moment("2026-03-02T00:00:00Z")));

    private static final Seen SETTLED =
            seen(
                    ticket("2", "2026-03-01T12:00:00Z")
                            .with("status", text("open"))
                            .with("reopens", number(2))
                            .with("labels", labels("vip", "billing"))
                            .with("due_on", day("2026-03-31"))
                            .with("first_replied_at", moment("2026-03-02T00:00:00Z")));

    @ParameterizedTest
    @CsvSource({
        "YES, YES, YES, YES",
        "YES, NO, NO, YES",
        "YES, UNKNOWN, UNKNOWN, YES",
        "NO, YES, NO, YES",
        "NO, NO, NO, NO",
        "NO, UNKNOWN, NO, UNKNOWN",
        "UNKNOWN, YES, UNKNOWN, YES",
        "UNKNOWN, NO, NO, UNKNOWN",
        "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN"
    })
    void andAndOrAreKleenes(Answer left, Answer right, Answer and, Answer or) {
        List<Predicate> parts = List.of(answering(left), answering(right));
        assertThat(new All(parts).test(RECORD)).isEqualTo(and);
        assertThat(new Any(parts).test(RECORD)).isEqualTo(or);
    }

    @ParameterizedTest
    @CsvSource({"YES, NO", "NO, YES", "UNKNOWN, UNKNOWN"})
    void theContraryOfUnknownIsUnknown(Answer answer, Answer contrary) {
        assertThat(answering(answer).test(RECORD)).isEqualTo(answer);
        assertThat(new Not(answering(answer)).test(RECORD)).isEqualTo(contrary);
    }

    @Test
    void allOfNothingHoldsAndAnyOfNothingDoesNot() {
        assertThat(new All(List.of()).test(RECORD)).isEqualTo(Answer.YES);
        assertThat(new Any(List.of()).test(RECORD)).isEqualTo(Answer.NO);
    }

    @Test
    void whatIsEmptyIsNoneOfItAndWhatIsUnknownIsUnknown() {
        List<Predicate> ofAnEmptyField =
                List.of(
                        new Compare("channel", Comparator.IS, text("mail")),
                        new In("channel", List.of("mail", "")),
                        new Has("channel", "mail"));
        assertThat(ofAnEmptyField).allMatch(each -> each.test(RECORD) == Answer.NO);
        List<Predicate> ofAnUnknownField =
                List.of(
                        new Compare("status", Comparator.IS, text("open")),
                        new Compare("reopens", Comparator.AT_MOST, number(9)),
                        new In("status", List.of("open")),
                        new Has("labels", "vip"),
                        new IsEmpty("status"));
        assertThat(ofAnUnknownField).allMatch(each -> each.test(RECORD) == Answer.UNKNOWN);
        assertThat(new IsEmpty("channel").test(RECORD)).isEqualTo(Answer.YES);
        assertThat(new IsEmpty("due_on").test(RECORD)).isEqualTo(Answer.NO);
    }

    @Test
    void anEmptyNumberIsNeitherAboveNorBelow() {
        Seen without = seen(ticket("3", "2026-03-01T12:00:00Z"));
        for (Comparator comparator : Comparator.values()) {
            assertThat(new Compare("reopens", comparator, number(0)).test(without))
                    .isEqualTo(Answer.NO);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "IS, NO, YES, NO",
        "ABOVE, YES, NO, NO",
        "AT_LEAST, YES, YES, NO",
        "BELOW, NO, NO, YES",
        "AT_MOST, NO, YES, YES"
    })
    void numbersMomentsAndDaysHaveAnOrder(
            Comparator comparator, Answer toLess, Answer toEqual, Answer toMore) {
        assertThat(answers("reopens", comparator, number(1), number(2), number(3)))
                .containsExactly(toLess, toEqual, toMore);
        assertThat(
                        answers(
                                "due_on",
                                comparator,
                                day("2026-03-30"),
                                day("2026-03-31"),
                                day("2026-04-01")))
                .containsExactly(toLess, toEqual, toMore);
        assertThat(
                        answers(
                                "first_replied_at",
                                comparator,
                                moment("2026-03-01T23:59:59Z"),
                                moment("2026-03-02T00:00:00Z"),
                                moment("2026-03-02T00:00:01Z")))
                .containsExactly(toLess, toEqual, toMore);
    }

    @ParameterizedTest
    @CsvSource({
        "IS, false, true, false",
        "ABOVE, false, false, true",
        "AT_LEAST, false, true, true",
        "BELOW, true, false, false",
        "AT_MOST, true, true, false"
    })
    void anOrderIsBelowZeroZeroOrAbove(
            Comparator comparator, boolean less, boolean equal, boolean more) {
        assertThat(comparator.holds(-1)).isEqualTo(less);
        assertThat(comparator.holds(0)).isEqualTo(equal);
        assertThat(comparator.holds(1)).isEqualTo(more);
    }

    @Test
    void textsHaveNoOrder() {
        var wrong = new Compare("status", Comparator.ABOVE, text("new"));
        assertThatThrownBy(() -> wrong.test(SETTLED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no order between TEXT and TEXT");
    }

    @Test
    void aTextIsOneOfThoseListedAndLabelsIncludeAWord() {
        assertThat(new In("status", List.of("new", "open")).test(SETTLED)).isEqualTo(Answer.YES);
        assertThat(new In("status", List.of("new", "Open")).test(SETTLED)).isEqualTo(Answer.NO);
        assertThat(new Has("labels", "vip").test(SETTLED)).isEqualTo(Answer.YES);
        assertThat(new Has("labels", "vi").test(SETTLED)).isEqualTo(Answer.NO);
    }

    @Test
    void inWordsPartsOfPartsStandInBrackets() {
        var open = new In("status", List.of("open", "new"));
        var reopened = new Compare("reopens", Comparator.ABOVE, number(0));
        var vip = new Has("labels", "vip");
        assertThat(new All(List.of(open, reopened)).words())
                .isEqualTo("status is open or new, and reopens is above 0");
        assertThat(new All(List.of(new Any(List.of(open, reopened)), vip)).words())
                .isEqualTo(
                        "(status is open or new, or reopens is above 0), and labels include vip");
        assertThat(new Not(new IsEmpty("status")).words()).isEqualTo("not (status is empty)");
        assertThat(new All(List.of(new Always(), vip)).words()).isEqualTo("labels include vip");
        assertThat(new Always().words()).isEmpty();
        assertThat(new Compare("reopens", Comparator.AT_LEAST, number(2)).words())
                .isEqualTo("reopens is at least 2");
        assertThat(new Compare("status", Comparator.IS, text("open")).words())
                .isEqualTo("status is open");
    }

    @Test
    void itNamesTheFieldsItReads() {
        assertThat(
                        new All(
                                        List.of(
                                                new Not(new Has("labels", "vip")),
                                                new Any(
                                                        List.of(
                                                                new IsEmpty("priority"),
                                                                new In("status", List.of()),
                                                                new Compare(
                                                                        "reopens",
                                                                        Comparator.IS,
                                                                        number(1))))))
                                .fields())
                .containsExactly("labels", "priority", "status", "reopens");
    }

    private static Predicate answering(Answer answer) {
        return switch (answer) {
            case YES -> new Always();
            case NO -> new Not(new Always());
            case UNKNOWN -> new IsEmpty("priority");
        };
    }

    private static List<Answer> answers(String field, Comparator comparator, Value... constants) {
        return List.of(constants).stream()
                .map(constant -> new Compare(field, comparator, constant).test(SETTLED))
                .toList();
    }

    private static Seen seen(Given.Draft draft) {
        return Seen.at(at("2026-03-15T00:00:00Z"), draft.done(), VOCABULARY).orElseThrow();
    }
}

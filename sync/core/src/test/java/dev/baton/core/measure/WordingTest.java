package dev.baton.core.measure;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.day;
import static dev.baton.core.Given.labels;
import static dev.baton.core.Given.moment;
import static dev.baton.core.Given.moments;
import static dev.baton.core.Given.number;
import static dev.baton.core.Given.text;
import static dev.baton.core.Given.ticket;
import static dev.baton.core.Given.truth;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.measure.Quantity.Elapsed;
import dev.baton.core.measure.Quantity.Field;
import dev.baton.core.measure.Quantity.Unit;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    private static final Elapsed REPLY = new Elapsed("created_at", "first_replied_at", Unit.HOURS);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "30.25, 30.3",
        "30.24999, 30.2",
        "0.012345, 0.0123",
        "0.99951, 1",
        "99.96, 100",
        "100, 100",
        "100.5, 101",
        "-7.005, -7.01",
        "1234567.4, 1234567",
        "1e21, 1000000000000000000000",
        "0.00000005, 0.00000005"
    })
    void numbersHaveThreeDigitsAndNoPowersOfTen(double number, String words) {
        assertThat(Wording.number(number)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0.4996, 0.5, 0.4996",
        "0.5, 0.4996, 0.5",
        "0.1, 0.5, 0.1",
        "100.4, 100, 100.4",
        "0.5, 0.5, 0.5"
    })
    void twoNumbersThatDifferAreNotToldAlike(double number, double other, String words) {
        assertThat(Wording.number(number, other)).isEqualTo(words);
    }

    @Test
    void aFactNamesItsBasisAndTheLastRecord() {
        List<CanonicalRecord> two =
                List.of(
                        replied("4499", "2026-03-01T00:00:00Z", "2026-03-01T20:00:00Z"),
                        replied("4501", "2026-03-20T00:00:00Z", "2026-03-21T16:24:00Z"));
        assertThat(fact(new Aggregate.Mean(REPLY), new Comparison.None(), two))
                .isEqualTo(
                        "First response 30.2 h (2 tickets in 60 days, last ticket 4501 on"
                                + " 2026-03-20, closed)");
        assertThat(fact(new Aggregate.Max(REPLY), new Comparison.None(), two))
                .isEqualTo(
                        "First response 40.4 h (2 tickets in 60 days, ticket 4501 on 2026-03-20,"
                                + " closed)");
        var slow =
                new Predicate.Compare(
                        "first_replied_at",
                        Predicate.Comparator.BELOW,
                        moment("2026-03-10T00:00:00Z"));
        assertThat(fact(new Aggregate.Ratio(slow), new Comparison.None(), two))
                .isEqualTo(
                        "First response 0.5 h (2 tickets in 60 days, last such ticket 4499 on"
                                + " 2026-03-01, closed)");
        assertThat(
                        fact(
                                new Aggregate.Max(REPLY),
                                new Comparison.Typical(20, Comparison.Mode.DIFFERENCE),
                                two.subList(0, 1)))
                .isEqualTo(
                        "First response 0 h against the typical 20 (1 ticket in 60 days, ticket"
                                + " 4499 on 2026-03-01, closed)");
    }

    @Test
    void anAbsenceNamesTheQueryAndTheLastRecordThatMatched() {
        List<CanonicalRecord> old =
                List.of(
                        replied("77", "2025-11-01T00:00:00Z", "2025-11-01T20:00:00Z"),
                        ticket("78", "2026-03-20T00:00:00Z").done());
        assertThat(fact(new Aggregate.Mean(REPLY), new Comparison.None(), old))
                .isEqualTo(
                        "First response: unknown, no ticket with first_replied_at in 60 days; the"
                                + " last was ticket 77 on 2025-11-01");
        assertThat(fact(new Aggregate.Mean(REPLY), new Comparison.None(), List.of()))
                .isEqualTo(
                        "First response: unknown, no ticket with first_replied_at in 60 days, nor"
                                + " any before");
        Measure count =
                new Measure(
                        "urgent",
                        "Urgent tickets",
                        "tickets",
                        RecordType.TICKET,
                        new Predicate.In("priority", List.of("urgent")),
                        Window.all("created_at"),
                        new Aggregate.Count(),
                        new Comparison.None());
        assertThat(fact(count, old, true))
                .isEqualTo("Urgent tickets: no ticket where priority is urgent, nor any before");
    }

    @Test
    void eachReasonForNotKnowingHasItsWords() {
        Measure mean = mean(new Aggregate.Mean(REPLY), new Comparison.None());
        assertThat(fact(mean, List.of(), false))
                .isEqualTo("First response: unknown, no linked source tells of tickets");
        Measure past =
                mean(new Aggregate.Mean(REPLY), new Comparison.OwnPast(90, Comparison.Mode.RATIO));
        List<CanonicalRecord> one =
                List.of(replied("1", "2026-03-01T00:00:00Z", "2026-03-01T20:00:00Z"));
        assertThat(fact(past, one, true))
                .isEqualTo("First response: unknown, nothing earlier to compare with");
        Measure reopens = mean(new Aggregate.Mean(new Field("reopens")), new Comparison.None());
        List<CanonicalRecord> later =
                List.of(
                        ticket("1", "2026-03-01T00:00:00Z")
                                .modified("2026-05-01T00:00:00Z")
                                .done());
        assertThat(fact(reopens, later, true))
                .isEqualTo(
                        "First response: unknown, the records at hand do not say how it was then");
        var reopened = new Predicate.Compare("reopens", Predicate.Comparator.AT_LEAST, number(0));
        Measure part =
                mean(
                        new Aggregate.Proportion(new Field("reopens"), reopened, reopened),
                        new Comparison.None());
        List<CanonicalRecord> never =
                List.of(ticket("1", "2026-03-01T00:00:00Z").with("reopens", number(0)).done());
        assertThat(fact(part, never, true))
                .isEqualTo("First response: unknown, there is nothing that it could be a part of");
    }

    @Test
    void aRecordOfUnknownCreationIsNamedWithoutADay() {
        Measure count =
                new Measure(
                        "all",
                        "Tickets",
                        "",
                        RecordType.TICKET,
                        new Predicate.Always(),
                        Window.all("created_at"),
                        new Aggregate.Count(),
                        new Comparison.None());
        CanonicalRecord always =
                ticket("9", "2026-03-01T00:00:00Z").createdNobodyKnowsWhen().done();
        assertThat(fact(count, List.of(always), true))
                .isEqualTo("Tickets 1 (1 ticket, last ticket 9)");
    }

    @Test
    void textsAreCutAtTheLimitAndNoCharacterIsHalved() {
        assertThat(Wording.within(5, "abcde")).isEqualTo("abcde");
        assertThat(Wording.within(5, "abcdef")).isEqualTo("abcd…");
        assertThat(Wording.within(5, "abc def")).isEqualTo("abc…");
        assertThat(Wording.within(5, "abc😀def")).isEqualTo("abc…");
        assertThat(Wording.within(6, "abc😀def")).isEqualTo("abc😀…");
    }

    @Test
    void linesStayWithinTheLimitAndTellHowManyMoreThereWere() {
        List<String> lines = IntStream.range(0, 100).mapToObj(i -> "line number " + i).toList();
        String text = Wording.lines(200, lines);
        assertThat(text.length()).isLessThanOrEqualTo(200);
        assertThat(text).startsWith("line number 0\nline number 1\n");
        int kept = text.split("\n").length - 1;
        assertThat(text).endsWith("\n… and " + (100 - kept) + " more lines");
        assertThat(Wording.lines(200, lines.subList(0, 2)))
                .isEqualTo("line number 0\nline number 1");
    }

    @Test
    void aLineThatJustLeavesRoomForTellingHowManyMoreIsKept() {
        String line = "l".repeat(60);
        assertThat(Wording.lines(100, List.of(line))).isEqualTo(line);
        assertThat(Wording.lines(99, List.of(line))).isEqualTo("… and 1 more lines");
    }

    @Test
    void eachKindOfValueHasItsWords() {
        assertThat(
                        Stream.of(
                                        text("open"),
                                        truth(true),
                                        truth(false),
                                        moment("2026-03-31T10:00:00Z"),
                                        moments("2026-03-31T10:00:00Z", "2026-04-01T10:00:00Z"),
                                        day("2026-03-31"),
                                        labels("vip", "billing"))
                                .map(Wording::of))
                .containsExactly(
                        "open",
                        "true",
                        "false",
                        "2026-03-31T10:00:00Z",
                        "[2026-03-31T10:00:00Z, 2026-04-01T10:00:00Z]",
                        "2026-03-31",
                        "billing, vip");
    }

    @Test
    void aDayIsThatOfUtc() {
        assertThat(Wording.day(at("2026-03-31T23:59:59Z"))).isEqualTo("2026-03-31");
        assertThat(Wording.of(number(0.5))).isEqualTo("0.5");
    }

    private static CanonicalRecord replied(String id, String created, String replied) {
        return ticket(id, created)
                .with("status", text("closed"))
                .with("first_replied_at", moment(replied))
                .done();
    }

    private static Measure mean(Aggregate aggregate, Comparison comparison) {
        return new Measure(
                "first_response",
                "First response",
                "h",
                RecordType.TICKET,
                new Predicate.Always(),
                new Window("created_at", 60),
                aggregate,
                comparison);
    }

    private static String fact(
            Aggregate aggregate, Comparison comparison, List<CanonicalRecord> records) {
        return fact(mean(aggregate, comparison), records, true);
    }

    private static String fact(Measure measure, List<CanonicalRecord> records, boolean observed) {
        Measuring now = Measuring.at(at("2026-03-31T00:00:00Z"), Vocabulary.standard());
        return Wording.fact(measure, now.measure(measure, records, observed));
    }
}

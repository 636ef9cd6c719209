package dev.baton.core.health;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.facts;
import static dev.baton.core.Given.moment;
import static dev.baton.core.Given.text;
import static dev.baton.core.Given.ticket;
import static dev.baton.core.Given.usage;
import static dev.baton.core.health.Models.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.measure.Aggregate;
import dev.baton.core.measure.Comparison;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Quantity;
import dev.baton.core.measure.Quantity.Unit;
import dev.baton.core.measure.Window;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Value;
import dev.baton.core.model.Vocabulary;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresentationTest {
    private static final String OLD = "2024-01-01T00:00:00Z";
    private static final LocalDate TODAY = LocalDate.parse("2026-03-31");
    private static final LocalDate BEFORE = LocalDate.parse("2026-02-10");
    private static final Presentation PRESENTATION =
            new Presentation(
                    ref ->
                            ref.system().equals("zendesk")
                                    ? "https://example.zendesk.com/agent/tickets/" + ref.id()
                                    : null);

    @Test
    void whatACustomerSuccessManagerReads() {
        Map<ResultName, @Nullable Object> results = results(slowReplies(), null, null);
        assertThat(results.get(ResultName.SCORE)).isEqualTo(new BigDecimal("68"));
        assertThat(results.get(ResultName.BAND)).isEqualTo("Yellow");
        assertThat(results.get(ResultName.TREND)).isEqualTo("Improving");
        assertThat(results.get(ResultName.CHANGE_30D)).isEqualTo(new BigDecimal("3"));
        assertThat(results.get(ResultName.DRIVER)).isEqualTo("Support");
        assertThat(results.get(ResultName.REASON_1))
                .isEqualTo(
                        "−8 Median first response 54 h (2 tickets in 180 days, last ticket 4501 on"
                                + " 2026-03-20, closed)");
        assertThat(results.get(ResultName.REASON_2))
                .isEqualTo(
                        "+6 Mean usage 70 logins (2 usage figures in 90 days, last usage u2 on"
                                + " 2026-03-16)");
        assertThat(results.get(ResultName.REASON_3)).isNull();
        assertThat(results.get(ResultName.NEXT_ACTION)).isEqualTo("Call them");
        assertThat(results.get(ResultName.COVERAGE)).isEqualTo(new BigDecimal("50"));
        assertThat(results.get(ResultName.DATA_STATUS)).isEqualTo("Current");
        assertThat(results.get(ResultName.CHANGED_ON)).isEqualTo(TODAY);
        assertThat(results.get(ResultName.MODEL)).isEqualTo("support-1");
        assertThat(results.get(ResultName.VALUE)).isEqualTo(new BigDecimal("1200.50"));
        assertThat(results.get(ResultName.RENEWAL_ON)).isEqualTo(LocalDate.parse("2026-09-30"));
        assertThat(results.get(ResultName.CSM)).isEqualTo("005000000000001AAA");
        assertThat(results.keySet())
                .as("the rest is told by what the mapping has beside the model")
                .isEqualTo(
                        EnumSet.complementOf(
                                EnumSet.of(
                                        ResultName.EXPANSION,
                                        ResultName.EXPANSION_REASON,
                                        ResultName.FAMILY_SCORE)));
    }

    @Test
    void aNameIsNoUserAndWhatIsNotMappedIsEmpty() {
        CanonicalRecord account = account(Map.of("csm", new Value.Text("Ada Lovelace")));
        Map<ResultName, @Nullable Object> results =
                PRESENTATION.results(account, slowReplies(), TODAY, null, null, null);
        assertThat(results.get(ResultName.CSM)).isNull();
        assertThat(results.get(ResultName.VALUE)).isNull();
        assertThat(results.get(ResultName.RENEWAL_ON)).isNull();
    }

    private static CanonicalRecord customer() {
        return account(
                Map.of(
                        "value",
                        new Value.Numeric(1200.5),
                        "renewal_on",
                        new Value.Day(LocalDate.parse("2026-09-30")),
                        "csm",
                        new Value.Text("005000000000001AAA")));
    }

    private static CanonicalRecord account(Map<String, Value> fields) {
        return new CanonicalRecord(
                RecordType.ACCOUNT,
                new RecordRef("salesforce", "Account", "001000000000001AAA"),
                null,
                Instant.EPOCH,
                fields);
    }

    @Test
    void theExplanationHasEveryLineAndTheRecordsBehindIt() {
        assertThat(results(slowReplies(), null, null).get(ResultName.EXPLANATION))
                .isEqualTo(
                        """
                        68.0 of 100, model support-1
                        +70.0 what a usual account has
                        −8.0 Median first response 54 h (2 tickets in 180 days, last ticket 4501 on 2026-03-20, closed)
                           zendesk ticket 4501 https://example.zendesk.com/agent/tickets/4501
                           zendesk ticket 4499 https://example.zendesk.com/agent/tickets/4499
                        +6.0 Mean usage 70 logins (2 usage figures in 90 days, last usage u2 on 2026-03-16)
                           file usage u2
                           file usage u1
                        0.0 Ratings: unknown, no linked source tells of ratings""");
    }

    @Test
    void withoutAScoreTheFieldsSayUnknownAndTheNumbersAreEmpty() {
        HealthModel model = model(70, 0.9, Models.usage(), Models.ratings());
        AccountFacts facts = facts(OLD, List.of(), EnumSet.of(RecordType.SURVEY));
        Map<ResultName, @Nullable Object> results =
                results(assess(model, facts), new BigDecimal("68"), BEFORE);
        assertThat(results.get(ResultName.SCORE)).isNull();
        assertThat(results.get(ResultName.BAND)).isEqualTo("Unknown");
        assertThat(results.get(ResultName.TREND)).isEqualTo("Unknown");
        assertThat(results.get(ResultName.CHANGE_30D)).isNull();
        assertThat(results.get(ResultName.DRIVER)).isNull();
        assertThat(results.get(ResultName.REASON_1)).isNull();
        assertThat(results.get(ResultName.EXPLANATION)).isNull();
        assertThat(results.get(ResultName.DATA_STATUS)).isEqualTo("Incomplete");
        assertThat(results.get(ResultName.COVERAGE)).isEqualTo(new BigDecimal("63"));
        assertThat(results.get(ResultName.CHANGED_ON)).isEqualTo(TODAY);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "68, 2026-02-10, 2026-02-10",
                "68.00, 2026-02-10, 2026-02-10",
                "68, -, 2026-03-31",
                "67, 2026-02-10, 2026-03-31",
                "-, 2026-02-10, 2026-03-31",
                "-, -, 2026-03-31"
            })
    void theDayOfChangeMovesOnlyWithTheScore(
            @Nullable BigDecimal heldScore, @Nullable LocalDate heldDay, LocalDate expected) {
        assertThat(results(slowReplies(), heldScore, heldDay).get(ResultName.CHANGED_ON))
                .isEqualTo(expected);
    }

    @Test
    void whereThereIsNothingToDoTheFieldIsEmptiedAndALongActionFitsIt() {
        Assessment assessment = slowReplies();
        assertThat(
                        PRESENTATION
                                .results(customer(), assessment, TODAY, null, null, null)
                                .get(ResultName.NEXT_ACTION))
                .isNull();
        assertThat(
                        (String)
                                PRESENTATION
                                        .results(
                                                customer(),
                                                assessment,
                                                TODAY,
                                                null,
                                                null,
                                                "A".repeat(300))
                                        .get(ResultName.NEXT_ACTION))
                .hasSize(255)
                .endsWith("A…");
    }

    /** 10 · (0.54 − 0.5) = 0.4 */
    @ParameterizedTest
    @CsvSource({"0.54, ±0", "0.46, ±0", "0.45, −1", "0.55, +1"})
    void aReasonOfLessThanHalfAPointHasNoSign(double reference, String sign) {
        HealthModel model =
                model(
                        70,
                        Models.scored(
                                Models.tickets().measure(),
                                new Curve(List.of(new Curve.Point(0, 0.5), new Curve.Point(1, 1))),
                                10,
                                1 - reference,
                                Driver.SUPPORT));
        var line = (Line.Counted) assess(model, facts(OLD, List.of())).lines().get(1);
        assertThat(Presentation.reason(line)).startsWith(sign + " Tickets opened");
    }

    @Test
    void stillUnknownIsNoChange() {
        HealthModel model = model(70, 0.9, Models.usage(), Models.ratings());
        Assessment unknown = assess(model, facts(OLD, List.of(), EnumSet.noneOf(RecordType.class)));
        assertThat(results(unknown, null, null).get(ResultName.CHANGED_ON)).isNull();
        assertThat(results(unknown, null, BEFORE).get(ResultName.CHANGED_ON)).isEqualTo(BEFORE);
    }

    @Test
    void aReasonFitsItsField() {
        var counted =
                new Measure(
                        "long",
                        "L".repeat(300),
                        "",
                        RecordType.TICKET,
                        new Predicate.Always(),
                        new Window("created_at", 30),
                        new Aggregate.Count(),
                        new Comparison.None());
        HealthModel model =
                model(70, Models.scored(counted, Models.falling(10), 10, 0.5, Driver.SUPPORT));
        Object reason =
                results(assess(model, facts(OLD, List.of())), null, null).get(ResultName.REASON_1);
        assertThat((String) reason).hasSize(255).startsWith("+5 LLL").endsWith("L…");
    }

    @Test
    void anExplanationNamesFiveRecordsALineAndFitsItsField() {
        List<CanonicalRecord> nine =
                IntStream.range(0, 9)
                        .mapToObj(i -> ticket("t" + i, "2026-03-10T00:00:00Z").done())
                        .toList();
        Object text =
                results(assess(model(70, Models.tickets()), facts(OLD, nine)), null, null)
                        .get(ResultName.EXPLANATION);
        assertThat(String.valueOf(text).lines().filter(line -> line.startsWith("   zendesk")))
                .hasSize(5);
        var many = new ArrayList<ScoredMeasure>();
        for (int i = 0; i < 400; i++) {
            many.add(
                    Models.scored(
                            Models.measure(
                                    "m" + i,
                                    "M".repeat(90),
                                    "",
                                    RecordType.TICKET,
                                    30,
                                    "created_at"),
                            Models.falling(100),
                            1,
                            0.5,
                            Driver.SUPPORT));
        }
        Object cut =
                results(
                                assess(
                                        model(50, many.toArray(ScoredMeasure[]::new)),
                                        facts(OLD, nine)),
                                null,
                                null)
                        .get(ResultName.EXPLANATION);
        assertThat(String.valueOf(cut).length()).isBetween(32_000, 32_768);
        assertThat(String.valueOf(cut)).containsPattern("\n… and \\d+ more lines$");
    }

    @Test
    void aSegmentAndAClampHaveTheirWords() {
        assertThat(Presentation.because(new Line.Base("large", Points.ZERO)))
                .isEqualTo("what a usual account has in large");
        assertThat(Presentation.because(new Line.Clamp(Points.ZERO)))
                .isEqualTo("kept within 0 and 100");
    }

    @Test
    void everyResultIsFoundByItsWord() {
        for (ResultName name : ResultName.values()) {
            assertThat(ResultName.named(name.word())).contains(name);
        }
        assertThat(ResultName.CHANGE_30D.word()).isEqualTo("change_30d");
        assertThat(ResultName.named("SCORE")).isEmpty();
    }

    /** Replies after 36 h and 72 h: 54 → 0.25, 16 · (0.25 − 0.75) = −8; usage 70: 30 · 0.2 = +6. */
    private static Assessment slowReplies() {
        var median =
                new Measure(
                        "first_response",
                        "Median first response",
                        "h",
                        RecordType.TICKET,
                        new Predicate.Always(),
                        new Window("created_at", 180),
                        new Aggregate.Median(
                                new Quantity.Elapsed("created_at", "first_replied_at", Unit.HOURS)),
                        new Comparison.None());
        ScoredMeasure replies = Models.scored(median, Models.falling(72), 16, 0.75, Driver.SUPPORT);
        ScoredMeasure ratings =
                Models.scored(
                        Models.ratings().measure(), Models.rising(10), 46, 0.5, Driver.SENTIMENT);
        return assess(
                model(70, replies, Models.usage(), ratings),
                facts(
                        OLD,
                        List.of(
                                replied("4499", "2026-03-01T00:00:01Z", "2026-03-02T12:00:01Z"),
                                replied("4501", "2026-03-20T00:00:00Z", "2026-03-23T00:00:00Z"),
                                usage("u1", "2026-02-15", 60),
                                usage("u2", "2026-03-16", 80)),
                        EnumSet.of(RecordType.TICKET, RecordType.USAGE)));
    }

    private static CanonicalRecord replied(String id, String created, String replied) {
        return ticket(id, created)
                .with("status", text("closed"))
                .with("first_replied_at", moment(replied))
                .done();
    }

    private static Assessment assess(HealthModel model, AccountFacts facts) {
        return new Scorecard(model, Vocabulary.standard())
                .assess(facts, at("2026-03-31T00:00:00Z"));
    }

    private static Map<ResultName, @Nullable Object> results(
            Assessment assessment, @Nullable Object heldScore, @Nullable Object heldChangedOn) {
        return PRESENTATION.results(
                customer(), assessment, TODAY, heldScore, heldChangedOn, "Call them");
    }
}

package dev.baton.core.health;

import static dev.baton.core.Given.at;
import static dev.baton.core.Given.day;
import static dev.baton.core.Given.number;
import static dev.baton.core.Given.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.EverySeed;
import dev.baton.core.Given;
import dev.baton.core.health.HealthModel.Bands;
import dev.baton.core.health.HealthModel.TrendRule;
import dev.baton.core.measure.Aggregate;
import dev.baton.core.measure.Comparison;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Quantity;
import dev.baton.core.measure.Window;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which product an account is judged by; the figures' metric stands for their product here. */
class ProductsTest {
    private static final Instant AS_OF = at("2026-03-31T00:00:00Z");
    private static final List<String> ORDER = List.of("suite", "mail");

    private static final Products.Rule MOST =
            new Products.Rule.Most(
                    measure(new Window("on", 90), new Aggregate.Sum(new Quantity.Field("value"))));
    private static final Products.Rule NEWEST =
            new Products.Rule.Newest(measure(Window.all("on"), new Aggregate.DaysSince()));

    @Test
    void theOneOfMostIsPrimary() {
        AccountFacts facts =
                facts(figure("mail", "2026-03-01", 60), figure("suite", "2026-03-02", 50));
        assertThat(assess(MOST, facts).product()).isEqualTo("mail");
    }

    @Test
    void theOneOfTheNewestRecordIsPrimary() {
        AccountFacts facts =
                facts(figure("mail", "2026-03-01", 60), figure("suite", "2026-03-02", 50));
        assertThat(assess(NEWEST, facts).product()).isEqualTo("suite");
    }

    @Test
    void theFirstDeclaredOneIsPrimary() {
        AccountFacts facts =
                facts(figure("mail", "2026-03-01", 60), figure("extra", "2026-03-02", 50));
        assertThat(assess(new Products.Rule.Declared(), facts).product()).isEqualTo("mail");
    }

    @Test
    void equalsAreSettledByTheDeclaredOrderThenByName() {
        assertThat(
                        assess(
                                        MOST,
                                        facts(
                                                figure("mail", "2026-03-01", 7),
                                                figure("suite", "2026-03-01", 7)))
                                .product())
                .isEqualTo("suite");
        assertThat(
                        assess(
                                        MOST,
                                        facts(
                                                figure("zeta", "2026-03-01", 7),
                                                figure("beta", "2026-03-01", 7)))
                                .product())
                .isEqualTo("beta");
        assertThat(
                        assess(
                                        NEWEST,
                                        facts(
                                                figure("beta", "2026-03-01", 7),
                                                figure("mail", "2026-03-01", 7)))
                                .product())
                .isEqualTo("mail");
    }

    @Test
    void aMeasureOfThePrimaryProductCountsNoOther() {
        AccountFacts facts =
                facts(figure("mail", "2026-03-01", 90), figure("suite", "2026-03-02", 10));
        Assessment assessment = assess(MOST, facts);
        // 70 + 30 · (0.9 − 0.5)
        assertThat(assessment.score()).isEqualTo(Points.of(82));
        assertThat(Presentation.because(assessment.lines().get(1)))
                .startsWith("Mean usage 90 logins (1 usage figure in 90 days");
    }

    @Test
    void whereNobodyCanTellWhichIsPrimaryTheMeasureIsMissing() {
        Assessment assessment = assess(MOST, facts());
        assertThat(assessment.product()).isNull();
        assertThat(assessment.score()).isNull();
        Assessment old = assess(MOST, facts(figure("mail", "2020-01-01", 90)));
        assertThat(old.product())
                .as("its sum over 90 days is 0, and no other is more")
                .isEqualTo("mail");
    }

    @Test
    void theProductIsADimensionForTables() {
        ScoredMeasure plain = Models.usage();
        var byProduct =
                new BySegment<>(
                        List.of(Products.DIMENSION),
                        List.of(new BySegment.Cell<>(List.of("mail"), 0.9)));
        var terms =
                new Terms(
                        Terms.PLAIN.applies(),
                        Terms.PLAIN.curves(),
                        Terms.PLAIN.weights(),
                        byProduct,
                        null,
                        Terms.PLAIN.freshDays());
        var scored =
                new ScoredMeasure(
                        plain.measure(),
                        plain.curve(),
                        plain.weight(),
                        plain.reference(),
                        plain.driver(),
                        plain.leading(),
                        plain.halfLifeDays(),
                        terms);
        assertThat(assess(model(MOST, scored), facts(figure("mail", "2026-03-01", 90))).score())
                .isEqualTo(Points.of(70));
        assertThat(assess(model(MOST, scored), facts(figure("suite", "2026-03-01", 90))).score())
                .isEqualTo(Points.of(82));
    }

    @EverySeed
    void theOrderOfRecordsDoesNotMatter(long seed) {
        var random = new Random(seed);
        var records = new ArrayList<CanonicalRecord>();
        for (int i = 0; i < 8; i++) {
            String product = List.of("suite", "mail", "beta", "zeta").get(random.nextInt(4));
            records.add(
                    figure(product, "2026-03-0" + (1 + random.nextInt(9)), random.nextInt(3), i));
        }
        for (Products.Rule rule : List.of(MOST, NEWEST, new Products.Rule.Declared())) {
            Assessment first = assess(rule, facts(records));
            Collections.shuffle(records, random);
            assertThat(assess(rule, facts(records))).as("seed " + seed).isEqualTo(first);
        }
    }

    private static Measure measure(Window window, Aggregate aggregate) {
        return new Measure(
                "products",
                "products",
                "",
                RecordType.USAGE,
                new Predicate.Always(),
                window,
                aggregate,
                new Comparison.None());
    }

    private static HealthModel model(Products.Rule rule, ScoredMeasure scored) {
        var products =
                new Products(
                        "metric",
                        List.of(RecordType.USAGE),
                        ORDER,
                        rule,
                        new TreeSet<>(List.of("usage")));
        return new HealthModel(
                "v",
                70,
                List.of(scored),
                List.of(),
                new Bands(75, 50),
                0,
                new TrendRule(30, 3),
                List.of(),
                new Rules(List.of(), List.of(), List.of(), List.of(), null, products));
    }

    private static Assessment assess(Products.Rule rule, AccountFacts facts) {
        return assess(model(rule, Models.usage()), facts);
    }

    private static Assessment assess(HealthModel model, AccountFacts facts) {
        return new Scorecard(model, Vocabulary.standard()).assess(facts, AS_OF);
    }

    private static AccountFacts facts(CanonicalRecord... records) {
        return facts(List.of(records));
    }

    private static AccountFacts facts(List<CanonicalRecord> records) {
        return new AccountFacts(
                Given.account("2020-01-01T00:00:00Z"), records, EnumSet.allOf(RecordType.class));
    }

    private static CanonicalRecord figure(String product, String day, double value) {
        return figure(product, day, value, 0);
    }

    private static CanonicalRecord figure(String product, String day, double value, int number) {
        return new Given.Draft(
                        RecordType.USAGE, new RecordRef("file", "usage", product + day + number))
                .with("on", day(day))
                .with("value", number(value))
                .with("metric", text(product))
                .done();
    }
}

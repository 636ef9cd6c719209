package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.health.BySegment.Cell;
import dev.baton.core.health.Criterion.Any;
import dev.baton.core.health.Criterion.InSegment;
import dev.baton.core.health.Criterion.MeasureIs;
import dev.baton.core.health.Criterion.Tenure;
import dev.baton.core.health.Group;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Products;
import dev.baton.core.health.RollUp;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.health.Terms;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.model.RecordType;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ModelOfSegmentsTest {
    private static final String RULES =
            """
            dimensions:
              tier:
                large: {field: external_id, is: A}
                busy: {measure: tickets, above: 100}
              tenure:
                first_year: {tenure: {below: 365}}
            segments:
              onboarding: {who: {tenure: {below: 90}}, too_early: true}
              large:
                who: {any: [{dimension: tier, is: large}, {dimension: tenure, in: [first_year]}]}
                base: 80
            groups:
              support: {label: Support, weight: {by: [tier], table: {large: 60}, otherwise: 40}}
            measures:
            """;

    @Test
    void dimensionsAndSegmentsAreInTheOrderOfTheFile() {
        HealthModel model = model("weight: 20", "weight: 20");
        assertThat(model.rules().dimensions())
                .extracting(each -> each.name() + " " + each.names())
                .containsExactly("tier [large, busy]", "tenure [first_year]");
        assertThat(model.rules().dimensions().getFirst().segments().get(1).who())
                .isEqualTo(new MeasureIs("tickets", Comparator.ABOVE, 100));
        HealthModel.Segment early = model.segments().getFirst();
        assertThat(early.who()).isEqualTo(new Tenure("created_at", Comparator.BELOW, 90));
        assertThat(early.tooEarly()).isTrue();
        assertThat(early.base()).isEqualTo(70);
        assertThat(model.segments().get(1).who())
                .isEqualTo(
                        new Any(
                                List.of(
                                        new InSegment("tier", List.of("large")),
                                        new InSegment("tenure", List.of("first_year")))));
        assertThat(model.segments().get(1).tooEarly()).isFalse();
    }

    @Test
    void aGroupsWeightIsToldOfItsMeasures() {
        HealthModel model = model("weight: 20", "group: support, share: 3");
        Group group = model.rules().groups().getFirst();
        assertThat(group.weight()).isEqualTo(40);
        assertThat(group.weights().cells()).containsExactly(new Cell<>(List.of("large"), 60.0));
        assertThat(model.scored().stream().filter(each -> each.terms().share() != null))
                .hasSize(3)
                .allMatch(each -> Math.abs(each.weight() - 40.0 / 3) < 1e-9)
                .allMatch(each -> new Terms.Share("support", 3).equals(each.terms().share()));
    }

    @Test
    void aTwoWayTable() {
        HealthModel model =
                model(
                        "weight: 15, reference: 0.7",
                        "weight: {by: [tenure, tier], table: {first_year: {large: 5, busy: 7}},"
                                + " otherwise: 9}, reference: {by: [segment], table: {large: 0.5},"
                                + " otherwise: 0.6}, applies: {not: {dimension: tier, is: busy}}");
        ScoredMeasure csat = model.scored().getLast();
        assertThat(csat.weight()).isEqualTo(9);
        assertThat(csat.reference()).isEqualTo(0.6);
        assertThat(csat.terms().weights().by()).containsExactly("tenure", "tier");
        assertThat(csat.terms().weights().cells())
                .containsExactly(
                        new Cell<>(List.of("first_year", "large"), 5.0),
                        new Cell<>(List.of("first_year", "busy"), 7.0));
        assertThat(csat.terms().references().cells())
                .containsExactly(new Cell<>(List.of("large"), 0.5));
        assertThat(csat.terms().applies().words()).isEqualTo("not (tier is busy)");
    }

    @Test
    void aTableOfCurves() {
        HealthModel model =
                model(
                        "curve: [[0.6, 0], [0.95, 1]]",
                        "curve: {by: [tier], table: {large: [[0, 0], [1, 1]]}, otherwise: [[0.6, 0],"
                                + " [0.95, 1]]}");
        ScoredMeasure csat = model.scored().getLast();
        assertThat(csat.curve().at(0.6)).isEqualTo(0);
        assertThat(csat.terms().curves().cells().getFirst().value().at(0.6)).isEqualTo(0.6);
    }

    @Test
    void familiesRestOnTheFieldsThatTheyNeed() {
        assertThat(model("groups:\n", "roll_up: {by: share}\ngroups:\n").rules().rollUp())
                .isEqualTo(new RollUp(RollUp.By.SHARE, false));
        assertThat(
                        model("groups:\n", "roll_up: {by: value, stands_in: true}\ngroups:\n")
                                .rules()
                                .rollUp())
                .isEqualTo(new RollUp(RollUp.By.VALUE, true));
    }

    @Test
    void thePrimaryProductIsFoundByARuleAndIsADimension() {
        Products products = products("most: {over: ticket, window: {days: 90}, aggregate: count}");
        assertThat(products.order()).containsExactly("urgent", "normal");
        assertThat(products.types()).containsExactly(RecordType.TICKET);
        assertThat(products.restricted()).containsExactly("csat_365d");
        var most = (Products.Rule.Most) products.rule();
        assertThat(most.measure().window().days()).isEqualTo(90);
        var newest = (Products.Rule.Newest) products("newest: {over: ticket}").rule();
        assertThat(newest.measure().window().by()).isEqualTo("created_at");
    }

    private static Products products(String rule) {
        HealthModel model =
                model(
                        "weight: 15, reference: 0.7",
                        "weight: 15, reference: {by: [product], table: {urgent: 0.5}, otherwise: 0.6}",
                        "groups:\n",
                        "products: {field: priority, order: [urgent, normal], primary: {"
                                + rule
                                + "}}\ngroups:\n",
                        "aggregate: {mean: score}",
                        "aggregate: {mean: score}\n    product: primary");
        assertThat(model.scored().getLast().terms().references().by()).containsExactly("product");
        return Objects.requireNonNull(model.rules().products());
    }

    private static HealthModel model(String... changes) {
        SortedMap<String, String> files = Example.files();
        String model = String.valueOf(files.get("model.yaml")).replace("measures:\n", RULES);
        for (int i = 0; i < changes.length; i += 2) {
            model = model.replace(changes[i], changes[i + 1]);
        }
        files.put("model.yaml", model);
        files.compute(
                "sources/account.yaml",
                (path, text) -> text + "  parent: ParentId\n  value: AnnualRevenue\n");
        assertThat(SchemaTest.errors("model.yaml", String.valueOf(files.get("model.yaml"))))
                .isEmpty();
        return Example.good(files).model();
    }
}

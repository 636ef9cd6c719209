package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.renewal.RenewalField;
import dev.baton.port.Finding;
import dev.baton.port.Withheld;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is told on renewals, as a mapping says it. */
class RenewalOutputsTest {
    private static final String OUTPUTS = "outputs.yaml";
    private static final String DEALS = "sources/opportunity.yaml";

    private static SortedMap<String, String> demo() {
        return switch (Mappings.load(Example.MODULE.resolve("demo"))) {
            case Mappings.Loaded.Good good -> good.mappings().files();
            case Mappings.Loaded.Bad bad -> throw new IllegalStateException(bad.problems() + "");
        };
    }

    private static Mappings.Loaded bent(String file, String was, String is) {
        SortedMap<String, String> files = new TreeMap<>(demo());
        String text = Objects.requireNonNull(files.get(file));
        assertThat(text).contains(was);
        files.put(file, text.replace(was, is));
        return Mappings.parse(files);
    }

    private static void refused(String file, String was, String is, String what) {
        assertThat(bent(file, was, is))
                .isInstanceOfSatisfying(
                        Mappings.Loaded.Bad.class,
                        bad -> assertThat(bad.problems()).extracting(Finding::what).contains(what));
    }

    private static Mappings good(Mappings.Loaded loaded) {
        return switch (loaded) {
            case Mappings.Loaded.Good good -> good.mappings();
            case Mappings.Loaded.Bad bad -> throw new IllegalStateException(bad.problems() + "");
        };
    }

    @Test
    void eachThingThatIsToldHasItsField() {
        Mappings demo = good(Mappings.parse(demo()));
        RenewalOutputs renewals = Objects.requireNonNull(demo.outputs().renewals());
        assertThat(renewals.fields())
                .containsEntry(RenewalField.SCORE_120D, "Baton_Score_120d__c")
                .containsEntry(RenewalField.SCORE_AT_CLOSE, "Baton_Score_At_Close__c")
                .hasSize(5);
        assertThat(demo.outputs().shared()).containsOnlyKeys("Account", "Opportunity");
    }

    @Test
    void whatIsWrongIsTold() {
        refused(OUTPUTS, "score_120d:", "score_45d:", "of a renewal no score_45d is told");
        refused(OUTPUTS, "Baton_Score_90d__c", "Amount", "Amount is no custom field");
        refused(
                OUTPUTS,
                "Baton_Score_90d__c",
                "Baton_Score_60d__c",
                "Baton_Score_60d__c is there twice");
        refused(OUTPUTS, "Baton_Score_90d__c", "Seats__c", "Seats__c is read by a source");
        refused(OUTPUTS, "{field: deal,", "{field: deel,", "deel is no field of opportunity");
        refused(
                OUTPUTS,
                "object: Opportunity",
                "object: Contract",
                "no source maps Contract to opportunity");
        refused(OUTPUTS, "object: Opportunity", "object: Account", "Account holds the accounts");
        refused(
                OUTPUTS,
                "  who: {field: deal, is: Renewal}\n",
                "",
                "who is missing in the renewals");
    }

    @Test
    void withoutWhatTheDaysAreCountedToNothingCanBeTold() {
        refused(DEALS, "  closes_on:", "  stage_entered:", "no source fills opportunity.closes_on");
    }

    @Test
    void aDealNamesItsAccountItself() {
        refused(
                DEALS,
                "account: {key: AccountId}",
                "account: {external_id: AccountId}",
                "Opportunity does not name its account by the account's id");
    }

    @Test
    void whileAFieldIsHiddenTheOthersAreTold() {
        var hidden =
                new Hidden(
                        new TreeMap<>(),
                        new TreeMap<>(
                                Map.of(
                                        "Opportunity",
                                        new TreeSet<>(List.of("Baton_Score_90d__c")))));
        Mappings narrowed = good(Mappings.parse(demo())).without(hidden);
        assertThat(Objects.requireNonNull(narrowed.outputs().renewals()).fields())
                .hasSize(4)
                .doesNotContainKey(RenewalField.SCORE_90D);
        assertThat(narrowed.stopped().getFirst().stops()).containsExactly("writing score_90d");
        var all =
                new Hidden(
                        new TreeMap<>(),
                        new TreeMap<>(Map.of("Opportunity", new TreeSet<>(List.of(Withheld.ALL)))));
        assertThat(good(Mappings.parse(demo())).without(all).outputs().renewals()).isNull();
    }
}

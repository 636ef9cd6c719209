package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.handoff.Closer;
import dev.baton.core.handoff.Evidence;
import dev.baton.core.handoff.HandoffField;
import dev.baton.core.handoff.HandoffRules;
import dev.baton.core.handoff.Item;
import dev.baton.core.model.RecordType;
import dev.baton.port.Finding;
import dev.baton.port.Withheld;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code handoff.yaml}: what sales hands over, as a mapping says it. */
class HandoffFileTest {
    private static final String FILE = "handoff.yaml";
    private static final String OUTPUTS = "outputs.yaml";

    private static SortedMap<String, String> marketplace() {
        return good(Mappings.load(Example.MODULE.resolve("examples/marketplace"))).files();
    }

    private static Mappings good(Mappings.Loaded loaded) {
        return switch (loaded) {
            case Mappings.Loaded.Good good -> good.mappings();
            case Mappings.Loaded.Bad bad -> throw new IllegalStateException(bad.problems() + "");
        };
    }

    private static Mappings.Loaded bent(String file, String was, String is) {
        SortedMap<String, String> files = new TreeMap<>(marketplace());
        String text = Objects.requireNonNull(files.get(file));
        assertThat(text).contains(was);
        files.put(file, text.replace(was, is));
        return Mappings.parse(files);
    }

    private static List<Finding> problems(Mappings.Loaded loaded) {
        return loaded instanceof Mappings.Loaded.Bad bad ? bad.problems() : List.of();
    }

    private static void refused(String file, String was, String is, String what) {
        assertThat(problems(bent(file, was, is))).extracting(Finding::what).contains(what);
    }

    private static HandoffRules rules(Mappings mappings) {
        return Objects.requireNonNull(mappings.handoff());
    }

    @Test
    void theShippedFileSaysWhatASellersHandoffIs() {
        HandoffRules rules = rules(good(Mappings.parse(marketplace())));
        assertThat(rules.items()).hasSize(13);
        assertThat(rules.items().getFirst())
                .isEqualTo(
                        new Item(
                                "sells",
                                "What the seller sells",
                                Closer.SALES_OWNER,
                                new Evidence.OfField(RecordType.OPPORTUNITY, "sells"),
                                List.of(),
                                List.of()));
        assertThat(rules.opening().since()).isEqualTo("2017-01-01");
        assertThat(rules.acceptDays()).isEqualTo(5);
        assertThat(rules.answers().isAnswer("Other")).isFalse();
        assertThat(rules.types())
                .containsExactly(
                        RecordType.ACCOUNT,
                        RecordType.OPPORTUNITY,
                        RecordType.USAGE,
                        RecordType.STAKEHOLDER);
        assertThat(rules.notes())
                .containsExactly(
                        HandoffField.GOALS,
                        HandoffField.SUCCESS_METRIC,
                        HandoffField.TARGET,
                        HandoffField.TARGET_ON);
    }

    @Test
    void aMistakeIsToldWithItsPlaceAndASuggestion() {
        Finding finding =
                problems(bent(FILE, "evidence: {deal: sells}", "evidence: {deal: selles}"))
                        .getFirst();
        assertThat(finding.where()).isEqualTo("handoff.yaml:20:22");
        assertThat(finding.what()).isEqualTo("selles is no field of opportunity");
        assertThat(finding.fix()).contains("sells");
    }

    @Test
    void whatIsWrongIsTold() {
        refused(FILE, "by: won_at", "by: amount", "amount holds number");
        refused(FILE, "since: 2017-01-01", "since: january", "this is no day");
        refused(FILE, "accept_days: 5", "accept_days: 4.5", "accept_days is no whole number");
        refused(FILE, "who: csm", "who: cs", "unknown who cs");
        refused(FILE, "{handoff: goals}", "{handoff: status}", "unknown handoff status");
        refused(
                FILE,
                "{handoff: goals}",
                "{}",
                "evidence needs one of: all, any, deal, account," + " handoff, record");
        refused(
                FILE,
                "{handoff: goals}",
                "{handoff: goals, filter: {field: role, is: User}}",
                "filter does not go with handoff");
        refused(FILE, "{record: stakeholder}", "{record: person}", "unknown record type person");
        refused(
                FILE,
                "{record: stakeholder}",
                "{record: stakeholder, filter: {field: role, is: User}}",
                "no source fills stakeholder.role");
        refused(
                FILE,
                "  sells:\n",
                "  Sells:\n",
                "an item's name is lower case letters, digits" + " and underscores, at most 40");
        refused(FILE, "items:\n", "item:\n", "unknown key item in a handoff");
        refused(
                FILE,
                "blank: [other]\n",
                "fill: {target: amount}\n",
                "target is not filled by Baton");
        refused(
                FILE,
                "blank: [other]\n",
                "csm: {}\n",
                "lead is missing in who takes a customer" + " over");
        refused(FILE, "blank: [other]\n", "csm: {lead: anna}\n", "this is no user's id");
        refused(
                FILE,
                "blank: [other]\n",
                "csm: {lead: 005000000000009AAA, field: customer_since}\n",
                "customer_since holds day");
    }

    @Test
    void whoTakesCustomersOverIsReadInOrder() {
        String csm =
                """
                csm:
                  field: segment
                  rules:
                    - {who: {field: state, is: SP}, user: 005000000000001AAA, most: 3}
                    - {who: {field: state, is: RJ}, user: 005000000000002AAA}
                  lead: 005000000000009AAA
                """;
        HandoffRules rules = rules(good(bent(FILE, "blank: [other]\n", csm)));
        assertThat(rules.assignment().field()).isEqualTo("segment");
        assertThat(rules.assignment().rules()).hasSize(2);
        assertThat(rules.assignment().rules().getFirst().most()).isEqualTo(3);
        assertThat(rules.fields(RecordType.ACCOUNT)).contains("state", "segment", "kind");
    }

    @Test
    void theFileAndWhereItGoesNeedEachOther() {
        SortedMap<String, String> without = new TreeMap<>(marketplace());
        without.remove(FILE);
        assertThat(problems(Mappings.parse(without)))
                .extracting(Finding::what)
                .containsExactly("handoffs are written, but nothing says what one is");
        String outputs = Objects.requireNonNull(marketplace().get(OUTPUTS));
        refused(
                OUTPUTS,
                outputs.substring(outputs.indexOf("handoffs:")),
                "",
                "outputs.yaml does not say where handoffs go");
        refused(
                OUTPUTS,
                "    goals: Goals__c\n",
                "",
                "outputs.yaml names no field of a handoff for goals");
    }

    @Test
    void whatIsWrongWithItsPlaceIsTold() {
        refused(OUTPUTS, "    pains:", "    paints:", "a handoff tells no paints");
        refused(
                OUTPUTS,
                "    status: Status__c\n",
                "",
                "status is missing in the fields of a" + " handoff");
        refused(OUTPUTS, "handoff_status:", "handof_status:", "on a deal no handof_status is told");
        refused(OUTPUTS, "Baton_Handoff_Status__c", "StageName", "StageName is no custom field");
        refused(OUTPUTS, "Baton_Handoff_Status__c", "Segment__c", "Segment__c is read by a source");
        refused(
                OUTPUTS,
                "    object: Opportunity",
                "    object: Account",
                "Account holds the accounts");
    }

    @Test
    void aPlayIsNotCalledAsATaskAboutAHandoff() {
        SortedMap<String, String> files = new TreeMap<>(marketplace());
        files.put(
                "plays.yaml",
                """
                plays:
                  handoff_kickoff:
                    when: {band: [red]}
                    owner: [owner]
                    due_days: 1
                    subject: Call
                    advice: Call.
                """);
        assertThat(problems(Mappings.parse(files)))
                .extracting(Finding::what)
                .contains("handoff_kickoff is what a task about a handoff is called");
    }

    private static Hidden written(String object, String field) {
        return new Hidden(
                new TreeMap<>(), new TreeMap<>(Map.of(object, new TreeSet<>(List.of(field)))));
    }

    private static Hidden read(String stream, String path) {
        return new Hidden(
                new TreeMap<>(Map.of(stream, new TreeSet<>(List.of(path)))), new TreeMap<>());
    }

    @Test
    void withoutAFieldOfItsOwnTheRestIsWritten() {
        Mappings whole = good(Mappings.parse(marketplace()));
        Mappings narrowed = whole.without(written("Baton_Handoff__c", "Gaps__c"));
        assertThat(Objects.requireNonNull(narrowed.outputs().handoffs()).fields())
                .doesNotContainKey(HandoffField.GAPS)
                .containsKey(HandoffField.STATUS);
        assertThat(narrowed.stopped().getFirst().stops()).containsExactly("writing gaps");
        Mappings locked = whole.without(written("Opportunity", Withheld.ALL));
        assertThat(Objects.requireNonNull(locked.outputs().handoffs()).deal()).isNull();
    }

    /** An answer that cannot be seen looks like a gap. */
    @Test
    void withoutWhatPeopleWroteOrWhatAGapRestsOnThereIsNoHandoff() {
        Mappings whole = good(Mappings.parse(marketplace()));
        assertThat(whole.without(written("Baton_Handoff__c", "Goals__c")).outputs().handoffs())
                .isNull();
        Mappings blind = whole.without(read("crm.Opportunity", "Has_Company__c"));
        assertThat(blind.outputs().handoffs()).isNull();
        assertThat(blind.stopped().getFirst().stops())
                .contains("handoffs", "opportunity.has_company");
        assertThat(whole.without(read("crm.Opportunity", "Name")).outputs().handoffs()).isNotNull();
    }
}

package dev.baton.crm.salesforce.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.AdapterException;
import dev.baton.port.Finding;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an org is asked about itself, and what is made of its answers. */
class LookingTest {
    private static final Component.Id SCORE =
            new Component.Id("CustomField", "Account.Baton_Score__c");
    private static final Component.Id RULE =
            new Component.Id("ValidationRule", "Account.Baton_Override_Is_Complete");

    private final FakeSetup setup = new FakeSetup();

    @Test
    void aFieldIsFoundByItsObjectsNameOrId() throws AdapterException {
        var run = new Component.Id("CustomObject", "Baton_Run__c");
        var asOf = new Component.Id("CustomField", "Baton_Run__c.As_Of__c");
        setup.rows(
                        "FROM CustomObject",
                        "{\"Id\":\"01I000000000001AAA\",\"DeveloperName\":\"Baton_Run\",\"NamespacePrefix\":null}")
                .rows(
                        "FROM CustomField",
                        "{\"Id\":\"00N000000000001AAA\",\"DeveloperName\":\"Baton_Score\",\"TableEnumOrId\":\"Account\",\"NamespacePrefix\":null},"
                                + "{\"Id\":\"00N000000000002AAA\",\"DeveloperName\":\"As_Of\",\"TableEnumOrId\":\"01I000000000001AAA\",\"NamespacePrefix\":null},"
                                + "{\"Id\":\"00N000000000003AAA\",\"DeveloperName\":\"As_Of\",\"TableEnumOrId\":\"Contact\",\"NamespacePrefix\":null}");
        var wanted = new TreeSet<>(List.of(SCORE, run, asOf));
        assertThat(OrgContents.of(setup.admin(), wanted).ids().keySet())
                .containsExactlyInAnyOrder(SCORE, run, asOf);
    }

    @Test
    void whatAManagedPackageBroughtIsNoneOfOurNames() throws AdapterException {
        setup.rows(
                "FROM CustomField",
                "{\"Id\":\"00N000000000001AAA\",\"DeveloperName\":\"Baton_Score\",\"TableEnumOrId\":\"Account\",\"NamespacePrefix\":\"other\"}");
        assertThat(OrgContents.of(setup.admin(), Set.of(SCORE)).ids()).isEmpty();
    }

    @Test
    void onlyWhatOthersBuiltOnOursIsAReference() throws AdapterException {
        var ids = new TreeMap<Component.Id, String>();
        ids.put(SCORE, "00N000000000001AAA");
        ids.put(RULE, "03d000000000001AAA");
        String to = "\"RefMetadataComponentId\":\"00N000000000001AAA\"}";
        setup.rows(
                "FROM MetadataComponentDependency",
                "{\"MetadataComponentId\":\"300000000000001AAA\",\"MetadataComponentName\":\"Renewal_Alarm\",\"MetadataComponentType\":\"Flow\","
                        + to
                        + ",{\"MetadataComponentId\":\"03d000000000001AAA\",\"MetadataComponentName\":\"Baton_Override_Is_Complete\",\"MetadataComponentType\":\"ValidationRule\","
                        + to
                        + ",{\"MetadataComponentId\":\"00O000000000001AAA\",\"MetadataComponentName\":\"Red\",\"MetadataComponentType\":\"Report\","
                        + to);
        Set<Component.Id> ours = Set.of(SCORE, RULE, new Component.Id("Report", "Baton/Red"));
        assertThat(References.of(setup.admin(), new OrgContents(ids), ours))
                .extracting(References.Reference::told)
                .containsExactly("Flow Renewal_Alarm uses CustomField Account.Baton_Score__c");
    }

    @Test
    void automationOnWhatWeWriteIsToldAndOurOwnIsNot() throws AdapterException {
        setup.rows("FROM CustomObject", "")
                .rows(
                        "FROM FlowDefinitionView",
                        "{\"ApiName\":\"On_Change\",\"TriggerObjectOrEventId\":\"Account\"},{\"ApiName\":\"Elsewhere\",\"TriggerObjectOrEventId\":\"Lead\"}")
                .rows(
                        "FROM ApexTrigger",
                        "{\"Name\":\"AccountTrigger\",\"TableEnumOrId\":\"Account\"}")
                .rows(
                        "FROM ValidationRule",
                        "{\"ValidationName\":\"Baton_Override_Is_Complete\",\"EntityDefinition\":{\"QualifiedApiName\":\"Account\"}},"
                                + "{\"ValidationName\":\"Needs_Owner\",\"EntityDefinition\":{\"QualifiedApiName\":\"Account\"}}")
                .rows(
                        "FROM DuplicateRule",
                        "{\"DeveloperName\":\"Same_Name\",\"SobjectType\":\"Account\"}")
                .refuse("FROM WorkflowRule", 400, "INVALID_TYPE");
        List<Finding> found =
                Automation.findings(setup.admin(), List.of("Account", "Task"), Set.of(RULE));
        assertThat(found)
                .extracting(Finding::what)
                .containsExactly(
                        "our writes wake the flow On_Change",
                        "our writes wake the Apex trigger AccountTrigger",
                        "our writes wake the validation rule Needs_Owner",
                        "our writes wake the duplicate rule Same_Name",
                        "the org's workflow rules could not be looked at");
        assertThat(found).allMatch(each -> each.severity() == Finding.Severity.WARNING);
        assertThat(found.getFirst().fix()).contains("NOT($Permission.Baton_Integration)");
    }

    @Test
    void onlyAnOrgThatPeopleWorkInIsProduction() throws AdapterException {
        setup.rows(
                "FROM Organization",
                "{\"Id\":\"00D000000000001AAA\",\"Name\":\"Acme\",\"IsSandbox\":false,\"OrganizationType\":\"Enterprise Edition\",\"LanguageLocaleKey\":\"en_US\"}");
        assertThat(OrgFacts.of(setup.admin()).production()).isTrue();
        setup.rows(
                "FROM Organization",
                "{\"Id\":\"00D000000000001AAA\",\"Name\":\"Acme\",\"IsSandbox\":true,\"OrganizationType\":\"Enterprise Edition\",\"LanguageLocaleKey\":\"en_US\"}");
        assertThat(OrgFacts.of(setup.admin()).production()).isFalse();
    }
}

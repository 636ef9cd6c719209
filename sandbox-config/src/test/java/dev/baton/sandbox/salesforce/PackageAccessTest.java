package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sandbox.salesforce.metadata.PackageContents;
import dev.baton.sandbox.salesforce.metadata.PackageReader;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Who may see and write what: one writer a field, and nobody more than they need. */
final class PackageAccessTest {
    private static final PackageContents CONTENTS = PackageReader.read(TestOrg.packageDir());

    /** People's fields that Baton may fill while they are empty. */
    private static final Set<String> SEEDED =
            Set.of(
                    "Baton_Handoff__c.Goals__c",
                    "Baton_Handoff__c.Pains__c",
                    "Baton_Handoff__c.Sold__c",
                    "Baton_Handoff__c.Non_Standard_Terms__c");

    @ParameterizedTest
    @ValueSource(strings = {"Baton_CSM", "Baton_Admin"})
    void peopleMayEditExactlyWhatIsTheirs(String set) {
        Set<String> theirs =
                fields(
                        (name, field) ->
                                SEEDED.contains(name)
                                        || (!field.calculated()
                                                && !CONTENTS.integration().field(name).editable()));

        assertThat(granted(set, "editable")).isEqualTo(theirs).hasSize(18);
    }

    @Test
    void anAdminSeesEverythingAndACsmEverythingButTheRuns() {
        assertThat(granted("Baton_Admin", "readable")).isEqualTo(fields((name, field) -> true));
        assertThat(granted("Baton_CSM", "readable"))
                .isEqualTo(fields((name, field) -> !name.startsWith("Baton_Run__c.")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Baton_CSM", "Baton_Admin"})
    void peopleCreateAndDeleteNothingAndSeeNoMoreRecordsThanTheirSharingGives(String set) {
        for (Element right : PackageFiles.children(root(set), "objectPermissions")) {
            for (String no :
                    List.of("allowCreate", "allowDelete", "modifyAllRecords", "viewAllRecords")) {
                assertThat(PackageFiles.text(right, no))
                        .as("%s of %s", no, right)
                        .isEqualTo("false");
            }
        }
        assertThat(objects(set, "allowEdit"))
                .containsExactlyInAnyOrder("Baton_Handoff__c", "Baton_Promise__c");
    }

    /** The platform wants a right to the master for one to its details. */
    @ParameterizedTest
    @ValueSource(strings = {"Baton_CSM", "Baton_Admin", "Baton_Integration"})
    void whoSeesADetailSeesItsMaster(String set) {
        Set<String> readable = objects(set, "allowRead");

        assertThat(readable).contains("Account", "Baton_Handoff__c");
        assertThat(objects("Baton_CSM", "allowRead")).doesNotContain("Baton_Run__c");
        assertThat(objects("Baton_Admin", "allowRead")).contains("Baton_Run__c");
    }

    /** Reports of clashes all name sets that are tied to a licence. */
    @ParameterizedTest
    @ValueSource(strings = {"Baton_CSM", "Baton_Admin", "Baton_Integration"})
    void noPermissionSetIsTiedToALicence(String set) {
        assertThat(PackageFiles.text(root(set), "license")).isEmpty();
        assertThat(PackageFiles.text(root(set), "hasActivationRequired")).isEqualTo("false");
    }

    @Test
    void onlyTheIntegrationHasTheCustomPermission() {
        Map<String, Integer> permissions =
                List.of("Baton_Admin", "Baton_CSM", "Baton_Integration").stream()
                        .collect(
                                Collectors.toMap(
                                        set -> set,
                                        set ->
                                                PackageFiles.children(
                                                                root(set), "customPermissions")
                                                        .size()));
        assertThat(permissions)
                .isEqualTo(Map.of("Baton_Admin", 0, "Baton_CSM", 0, "Baton_Integration", 1));
    }

    @Test
    void peopleGetNoUserPermissionButToRunReports() {
        assertThat(PackageFiles.children(root("Baton_CSM"), "userPermissions")).isEmpty();
        assertThat(PackageFiles.children(root("Baton_Admin"), "userPermissions"))
                .extracting(each -> PackageFiles.text(each, "name"))
                .containsExactly("RunReports");
    }

    private static Element root(String set) {
        return PackageFiles.root(
                "force-app/main/default/permissionsets/" + set + ".permissionset-meta.xml");
    }

    private static Set<String> objects(String set, String right) {
        return named(set, "objectPermissions", right, "object");
    }

    private static Set<String> granted(String set, String right) {
        return named(set, "fieldPermissions", right, "field");
    }

    private static Set<String> named(String set, String grants, String right, String name) {
        return PackageFiles.children(root(set), grants).stream()
                .filter(grant -> PackageFiles.text(grant, right).equals("true"))
                .map(grant -> PackageFiles.text(grant, name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of the package that a permission can be given for, as permission sets name them. */
    private static Set<String> fields(BiPredicate<String, Field> wanted) {
        Set<String> names = new TreeSet<>();
        CONTENTS.fields()
                .forEach(
                        (object, fields) ->
                                fields.stream()
                                        .filter(field -> !object.equals("Event"))
                                        .filter(field -> !field.is(Trait.MASTER_DETAIL))
                                        .filter(
                                                field ->
                                                        wanted.test(
                                                                object + "." + field.name(), field))
                                        .forEach(field -> names.add(object + "." + field.name())));
        return names;
    }
}

package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sandbox.salesforce.metadata.PackageContents;
import dev.baton.sandbox.salesforce.metadata.PackageReader;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Trait;
import dev.baton.sandbox.salesforce.schema.Schema;
import dev.baton.sandbox.salesforce.schema.StandardSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/**
 * The package as files: what the org needs, who writes which field, and what nobody may be granted.
 */
final class PackageTest {
    private static final PackageContents CONTENTS = PackageReader.read(TestOrg.packageDir());

    /**
     * Type as Type(length) or Type(whole digits,scale); writer B Baton, H people, S people seeded
     * by Baton, F formula.
     */
    @ParameterizedTest(name = "{0}.{1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Account|Baton_Score__c|double(3,0)|B
                    Account|Baton_Band__c|picklist Red/Yellow/Green/Unknown|B
                    Account|Baton_Override_Band__c|picklist Red/Yellow/Green|H
                    Account|Baton_Override_Reason__c|string(255)|H
                    Account|Baton_Override_Until__c|date|H
                    Account|Baton_Health__c|string(1300)|F
                    Account|Baton_Trend__c|picklist Improving/Stable/Worsening/Unknown|B
                    Account|Baton_Change_30d__c|double(4,0)|B
                    Account|Baton_Driver__c|picklist Usage/Support/Onboarding/Relationship/Sentiment/Commercial/Delivery|B
                    Account|Baton_Reason_1__c|string(255)|B
                    Account|Baton_Reason_2__c|string(255)|B
                    Account|Baton_Reason_3__c|string(255)|B
                    Account|Baton_Expansion__c|double(3,0)|B
                    Account|Baton_Explanation__c|textarea(32768)|B
                    Account|Baton_Next_Action__c|string(255)|B
                    Account|Baton_Coverage__c|percent(3,0)|B
                    Account|Baton_Data_Status__c|picklist Current/Stale/Incomplete/Churned|B
                    Account|Baton_Changed_On__c|date|B
                    Account|Baton_Value__c|currency(16,2)|B
                    Account|Baton_Renewal_On__c|date|B
                    Account|Baton_CSM__c|reference User|B
                    Account|Baton_Mine__c|boolean|F
                    Account|Baton_Pulse__c|picklist Red/Yellow/Green|H
                    Account|Baton_Pulse_On__c|date|B
                    Account|Baton_Model__c|string(40)|B
                    Opportunity|Baton_Account_Health__c|string(1300)|F
                    Opportunity|Baton_Handoff_Status__c|picklist Draft/Waiting for CS/Returned/Accepted/Onboarding/First value/Cancelled|B
                    Opportunity|Baton_Handoff_Complete__c|percent(3,0)|B
                    Opportunity|Baton_Fit_At_Close__c|double(3,0)|B
                    Opportunity|Baton_Score_120d__c|double(3,0)|B
                    Opportunity|Baton_Score_90d__c|double(3,0)|B
                    Opportunity|Baton_Score_60d__c|double(3,0)|B
                    Opportunity|Baton_Score_30d__c|double(3,0)|B
                    Opportunity|Baton_Score_At_Close__c|double(3,0)|B
                    Task|Baton_Key__c|string(80)|B
                    Task|Baton_Play__c|string(80)|B
                    Task|Baton_Value__c|currency(16,2)|B
                    Task|Baton_Outcome__c|picklist Helped/No effect/Wrong alarm/Already known|H
                    Task|Baton_Snooze_Until__c|date|H
                    Baton_Health_Snapshot__c|Baton_Key__c|string(40)|B
                    Baton_Health_Snapshot__c|Account__c|reference Account|M
                    Baton_Health_Snapshot__c|Period_End__c|date|B
                    Baton_Health_Snapshot__c|Grain__c|picklist Week/Month|B
                    Baton_Health_Snapshot__c|Score__c|double(3,0)|B
                    Baton_Health_Snapshot__c|Coverage__c|percent(3,0)|B
                    Baton_Health_Snapshot__c|Band__c|picklist Red/Yellow/Green/Unknown|B
                    Baton_Health_Snapshot__c|Effective_Band__c|picklist Red/Yellow/Green/Unknown|B
                    Baton_Health_Snapshot__c|Previous_Band__c|picklist Red/Yellow/Green/Unknown|B
                    Baton_Health_Snapshot__c|Trend__c|picklist Improving/Stable/Worsening/Unknown|B
                    Baton_Health_Snapshot__c|Driver_1__c|string(80)|B
                    Baton_Health_Snapshot__c|Driver_2__c|string(80)|B
                    Baton_Health_Snapshot__c|Driver_3__c|string(80)|B
                    Baton_Health_Snapshot__c|Points_1__c|double(4,1)|B
                    Baton_Health_Snapshot__c|Points_2__c|double(4,1)|B
                    Baton_Health_Snapshot__c|Points_3__c|double(4,1)|B
                    Baton_Health_Snapshot__c|Value__c|currency(16,2)|B
                    Baton_Health_Snapshot__c|CSM__c|reference User|B
                    Baton_Health_Snapshot__c|Segment__c|string(80)|B
                    Baton_Health_Snapshot__c|Model__c|string(40)|B
                    Baton_Handoff__c|Baton_Key__c|string(40)|B
                    Baton_Handoff__c|Opportunity__c|reference Opportunity|B
                    Baton_Handoff__c|Account__c|reference Account|B
                    Baton_Handoff__c|Sales_Owner__c|reference User|B
                    Baton_Handoff__c|Status__c|picklist Draft/Waiting for CS/Returned/Accepted/Onboarding/First value/Cancelled|B
                    Baton_Handoff__c|Decision__c|picklist Accept/Return|H
                    Baton_Handoff__c|Return_Reason__c|textarea(2000)|H
                    Baton_Handoff__c|Goals__c|textarea(4000)|S
                    Baton_Handoff__c|Pains__c|textarea(4000)|S
                    Baton_Handoff__c|Sold__c|textarea(4000)|S
                    Baton_Handoff__c|Non_Standard_Terms__c|textarea(4000)|S
                    Baton_Handoff__c|Success_Metric__c|string(255)|H
                    Baton_Handoff__c|First_Value_Definition__c|string(255)|H
                    Baton_Handoff__c|Baseline__c|double(16,2)|H
                    Baton_Handoff__c|Target__c|double(16,2)|H
                    Baton_Handoff__c|Target_On__c|date|H
                    Baton_Handoff__c|Completeness__c|percent(3,0)|B
                    Baton_Handoff__c|Open_Gaps__c|double(2,0)|B
                    Baton_Handoff__c|Gaps__c|textarea(2000)|B
                    Baton_Handoff__c|Opened_On__c|date|B
                    Baton_Handoff__c|Accept_Due__c|date|B
                    Baton_Handoff__c|Accepted_On__c|date|B
                    Baton_Handoff__c|Kickoff_On__c|date|B
                    Baton_Handoff__c|First_Value_On__c|date|B
                    Baton_Promise__c|Baton_Key__c|string(40)|B
                    Baton_Promise__c|Handoff__c|reference Baton_Handoff__c|M
                    Baton_Promise__c|Text__c|string(255)|B
                    Baton_Promise__c|Owner__c|reference User|B
                    Baton_Promise__c|Due_On__c|date|B
                    Baton_Promise__c|State__c|picklist Open/Kept/Broken/Withdrawn|H
                    Baton_Promise__c|Source__c|string(255)|B
                    Baton_Run__c|Baton_Key__c|string(40)|B
                    Baton_Run__c|Last_Run_At__c|datetime|B
                    Baton_Run__c|As_Of__c|datetime|B
                    Baton_Run__c|Model__c|string(40)|B
                    Baton_Run__c|Accounts_Scored__c|double(8,0)|B
                    Baton_Run__c|Accounts_Unknown__c|double(8,0)|B
                    Baton_Run__c|Records_Written__c|double(8,0)|B
                    Baton_Run__c|Records_Failed__c|double(8,0)|B
                    Baton_Run__c|Records_Quarantined__c|double(8,0)|B
                    Baton_Run__c|Ledger_Head__c|string(64)|B
                    """)
    void everyFieldHasItsTypeAndItsWriter(String object, String name, String type, String writer) {
        Field field = field(object, name);
        var right = CONTENTS.integration().field(object + "." + name);

        assertThat(typeOf(field)).isEqualTo(type);
        assertThat(right.editable()).isEqualTo(writer.equals("B") || writer.equals("S"));
        // The platform takes no permission for a master-detail field.
        assertThat(right.readable()).isEqualTo(!writer.equals("M"));
        assertThat(field.is(Trait.MASTER_DETAIL)).isEqualTo(writer.equals("M"));
        assertThat(field.calculated()).isEqualTo(writer.equals("F"));
        assertThat(field.help()).isNotBlank();
    }

    private static Field field(String object, String name) {
        return CONTENTS.fields().getOrDefault(object, List.of()).stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String typeOf(Field field) {
        String type = field.type().name().toLowerCase(Locale.ROOT);
        return switch (field.type()) {
            case DOUBLE, PERCENT, CURRENCY ->
                    "%s(%d,%d)"
                            .formatted(
                                    type,
                                    field.size().precision() - field.size().scale(),
                                    field.size().scale());
            case STRING, TEXTAREA -> type + "(" + field.size().length() + ")";
            case PICKLIST -> type + " " + String.join("/", field.picklist());
            case REFERENCE ->
                    type
                            + " "
                            + java.util.Objects.requireNonNull(field.lookup()).targets().getFirst();
            default -> type;
        };
    }

    @Test
    void nothingElseIsInThePackage() {
        int fields =
                CONTENTS.fields().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("Event"))
                        .mapToInt(entry -> entry.getValue().size())
                        .sum();
        assertThat(fields).isEqualTo(100);
        assertThat(CONTENTS.objects()).hasSize(4);
    }

    @Test
    void everyKeyIsAnExternalIdThatMindsCase() {
        CONTENTS.fields()
                .forEach(
                        (object, fields) -> {
                            for (Field field : fields) {
                                boolean key = field.name().equals("Baton_Key__c");
                                assertThat(field.is(Trait.EXTERNAL_ID))
                                        .as(object + field.name())
                                        .isEqualTo(key);
                                assertThat(field.is(Trait.UNIQUE)).isEqualTo(key);
                                assertThat(field.is(Trait.CASE_SENSITIVE)).isEqualTo(key);
                            }
                        });
    }

    @Test
    void everyPicklistIsRestricted() {
        CONTENTS.fields().values().stream()
                .flatMap(List::stream)
                .filter(field -> !field.picklist().isEmpty())
                .forEach(
                        field ->
                                assertThat(field.is(Trait.RESTRICTED_PICKLIST))
                                        .as(field.name())
                                        .isTrue());
    }

    @Test
    void theIntegrationUserCreatesAndDeletesNoAccountAndNoOpportunity() {
        for (String object : List.of("Account", "Opportunity")) {
            var right = CONTENTS.integration().object(object);
            assertThat(right.create()).isFalse();
            assertThat(right.delete()).isFalse();
            assertThat(right.modifyAll()).isFalse();
            assertThat(right.edit()).isTrue();
            assertThat(right.viewAll()).isTrue();
        }
        assertThat(
                        CONTENTS.integration().objects().entrySet().stream()
                                .filter(entry -> entry.getValue().delete())
                                .map(Map.Entry::getKey))
                .containsExactly("Baton_Health_Snapshot__c");
        assertThat(CONTENTS.integration().userPermissions())
                .containsExactlyInAnyOrder("EditTask", "ActivitiesAccess");
    }

    @Test
    void noPermissionNamesAFieldThatIsNotThere() {
        TreeSet<String> known = new TreeSet<>();
        CONTENTS.fields()
                .forEach(
                        (object, fields) ->
                                fields.forEach(field -> known.add(object + "." + field.name())));
        assertThat(known).containsAll(granted(true));
    }

    @Test
    void ofTheVendorsOwnFieldsThoseThatMappingsReadAreReadableAndNoneIsEditable() {
        Schema vendor = StandardSchema.load();
        assertThat(granted(false))
                .contains("Opportunity.Amount", "Contact.AccountId")
                .allSatisfy(
                        name -> {
                            String[] path = name.split("\\.", 2);
                            assertThat(vendor.get(path[0]).field(path[1])).isPresent();
                            assertThat(CONTENTS.integration().field(name).readable()).isTrue();
                            assertThat(CONTENTS.integration().field(name).editable()).isFalse();
                        });
    }

    /** The fields that the integration user is granted: the package's, or the vendor's own. */
    private static List<String> granted(boolean ours) {
        return CONTENTS.integration().fields().keySet().stream()
                .filter(name -> name.endsWith("__c") == ours)
                .sorted()
                .toList();
    }

    @Test
    void everyFileIsWellFormedAndNamedAfterWhatItDefines() {
        List<Path> files =
                PackageFiles.all().stream()
                        .filter(file -> file.toString().endsWith(".xml"))
                        .toList();
        assertThat(files).hasSizeGreaterThan(95);
        for (Path file : files) {
            Element root = PackageFiles.root(file);
            assertThat(root.getNamespaceURI()).isEqualTo("http://soap.sforce.com/2006/04/metadata");
            if (root.getTagName().equals("CustomField")) {
                assertThat(file.getFileName().toString())
                        .isEqualTo(PackageFiles.text(root, "fullName") + ".field-meta.xml");
            }
        }
    }

    @Test
    void ourObjectsAreNumberedAndKeepNoHistoryOfTheirOwn() {
        for (var object : CONTENTS.objects()) {
            Element root =
                    PackageFiles.root(
                            "force-app/main/default/objects/%1$s/%1$s.object-meta.xml"
                                    .formatted(object.name()));
            Element name = PackageFiles.children(root, "nameField").getFirst();
            assertThat(PackageFiles.text(name, "type")).isEqualTo("AutoNumber");
            assertThat(PackageFiles.text(root, "enableHistory")).isEqualTo("false");
            assertThat(PackageFiles.text(root, "enableReports")).isEqualTo("true");
        }
    }

    /** An org tracks twenty fields of an account at most, and they are the customer's. */
    @Test
    void noFieldAsksForHistoryAndASnapshotFollowsItsAccount() {
        for (Path file : PackageFiles.under("force-app/main/default/objects")) {
            if (file.toString().endsWith(".field-meta.xml")) {
                assertThat(PackageFiles.text(PackageFiles.root(file), "trackHistory")).isEmpty();
            }
        }
        assertThat(
                        PackageFiles.text(
                                PackageFiles.root(
                                        "force-app/main/default/objects/Baton_Health_Snapshot__c/fields/Account__c.field-meta.xml"),
                                "reparentableMasterDetail"))
                .isEqualTo("true");
    }

    @Test
    void noLayoutAndNoPageIsEverDeployed() {
        assertThat(PackageFiles.all())
                .noneMatch(
                        path -> path.toString().matches(".*(layout|flexipage|profile)-meta.xml"));
    }

    @Test
    void anOverrideNeedsAReasonAndAnEnd() {
        Element rule =
                PackageFiles.root(
                        "force-app/main/default/objects/Account/validationRules/Baton_Override_Is_Complete.validationRule-meta.xml");
        assertThat(PackageFiles.text(rule, "active")).isEqualTo("true");
        assertThat(PackageFiles.text(rule, "errorConditionFormula"))
                .contains(
                        "Baton_Override_Band__c",
                        "Baton_Override_Reason__c",
                        "Baton_Override_Until__c");
    }
}

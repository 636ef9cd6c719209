package dev.baton.crm.salesforce.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.AdapterException;
import dev.baton.port.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RightsProofTest {
    private static final String USER = "005000000000001AAA";
    private static final GrantedRights GRANTED =
            new GrantedRights(
                    new TreeMap<>(
                            Map.of(
                                    "Account",
                                    new GrantedRights.ObjectRights(
                                            false, true, false, true, false))),
                    new TreeMap<>(
                            Map.of(
                                    "Account.Baton_Score__c", true,
                                    "Account.Baton_Pulse__c", false)));
    private static final String RIGHT_FIELDS =
            field("Baton_Score__c", true) + "," + field("Baton_Pulse__c", false);

    private final FakeSetup setup =
            new FakeSetup()
                    .rows(
                            "FROM PermissionSetAssignment",
                            "{\"PermissionSetId\":\"0PS000000000001AAA\"}")
                    .rows("FROM PermissionSet WHERE", "")
                    .rows("FROM ObjectPermissions", "");

    private static String field(String name, boolean updateable) {
        return "{\"name\":\"" + name + "\",\"updateable\":" + updateable + "}";
    }

    private void account(boolean create, boolean edit, boolean delete, String fields) {
        setup.answer(
                "sobjects/Account/describe",
                "{\"createable\":%s,\"updateable\":%s,\"deletable\":%s,\"fields\":[%s]}"
                        .formatted(create, edit, delete, fields));
    }

    private List<String> wrong() throws AdapterException {
        return RightsProof.findings(GRANTED, setup.admin(), setup.admin(), USER).stream()
                .map(Finding::what)
                .toList();
    }

    @Test
    void exactlyTheRightsThatWereMeantAreRight() throws AdapterException {
        account(false, true, false, RIGHT_FIELDS);
        assertThat(wrong()).isEmpty();
    }

    @Test
    void aFieldThatWasDeployedAndIsHiddenIsTold() throws AdapterException {
        account(false, true, false, field("Baton_Pulse__c", false));
        assertThat(wrong()).containsExactly("our user does not see the field");
    }

    @Test
    void aRightToCreateOrDeleteIsTooMuch() throws AdapterException {
        account(true, true, true, RIGHT_FIELDS);
        assertThat(wrong())
                .containsExactly(
                        "our user may create records, which Baton must never do",
                        "our user may delete records, which Baton must never do");
    }

    @Test
    void editingWhatBelongsToPeopleIsTooMuch() throws AdapterException {
        account(
                false,
                true,
                false,
                field("Baton_Score__c", true) + "," + field("Baton_Pulse__c", true));
        assertThat(wrong())
                .containsExactly(
                        "our user may edit a field that belongs to people or to a formula");
    }

    @Test
    void aMissingRightIsToldToo() throws AdapterException {
        account(
                false,
                false,
                false,
                field("Baton_Score__c", false) + "," + field("Baton_Pulse__c", false));
        assertThat(wrong())
                .containsExactly(
                        "our user may not edit records", "our user may not edit the field");
    }

    @Test
    void modifyAllFromWhereverIsFound() throws AdapterException {
        account(false, true, false, RIGHT_FIELDS);
        setup.rows("FROM PermissionSet WHERE", "{\"Name\":\"X00e\"}")
                .rows(
                        "FROM ObjectPermissions",
                        "{\"SobjectType\":\"Account\",\"PermissionsModifyAllRecords\":true}");
        assertThat(wrong())
                .containsExactly(
                        "it gives our user Modify All Data",
                        "our user may modify all records, whoever they are shared with");
    }

    @Test
    void theShippedPermissionSetNeverCreatesOrDeletesAnAccount() {
        GrantedRights rights = GrantedRights.of(OrgPackage.shipped(), "Baton_Integration");
        for (String object : List.of("Account", "Opportunity")) {
            assertThat(rights.objects().get(object))
                    .returns(false, GrantedRights.ObjectRights::create)
                    .returns(false, GrantedRights.ObjectRights::delete)
                    .returns(false, GrantedRights.ObjectRights::modifyAll);
        }
        assertThat(rights.fields())
                .containsEntry("Account.Baton_Score__c", true)
                .containsEntry("Account.Baton_Override_Band__c", false)
                .containsEntry("Account.Baton_Pulse__c", false);
    }
}

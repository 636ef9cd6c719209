package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.DataException;
import dev.baton.sandbox.SandboxClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoadingTest {
    @TempDir private Path dir;

    private SalesforceVendor open(Path... dirs) {
        return SalesforceVendor.open(
                List.of(dirs), TestOrg.packageDir(), new SandboxClock(TestOrg.NOW), TestOrg.URL);
    }

    @Test
    void valuesAreTypedAndEmptyIsNull() {
        TestOrg.write(
                dir,
                Map.of(
                        "Account",
                        """
                        Id,Name,Seats__c,Rate__c,Active__c,Since__c,Seen__c,Zip__c,External_Id__c,Baton_Score__c,NumberOfEmployees
                        001000000000001AAA,"Acme, ""Inc""
                        Berlin",12,0.25,true,2026-01-31,2026-01-31T10:00:00Z,04482,7,81,40
                        001000000000002,,,,,,,12345,8,,
                        """
                                .replace("\n", "\r\n")));

        List<Map<String, Object>> records = cast(open(dir).records("Account"));

        assertThat(records.get(0))
                .containsEntry("Name", "Acme, \"Inc\"\r\nBerlin")
                .containsEntry("Seats__c", 12L)
                .containsEntry("Rate__c", new BigDecimal("0.25"))
                .containsEntry("Active__c", true)
                .containsEntry("Since__c", "2026-01-31")
                .containsEntry("Seen__c", "2026-01-31T10:00:00.000+0000")
                .containsEntry("Zip__c", "04482")
                .containsEntry("External_Id__c", "7")
                .containsEntry("Baton_Score__c", 81L)
                .containsEntry("NumberOfEmployees", 40L);
        assertThat(records.get(1))
                .containsEntry("Id", "001000000000002AAA")
                .containsEntry("Name", null)
                .containsEntry("Seats__c", null)
                .containsEntry("Active__c", null)
                .containsEntry("IsDeleted", false);
    }

    @SuppressWarnings("unchecked") // AssertJ's map assertions do not know nullable values.
    private static List<Map<String, Object>> cast(List<?> records) {
        return (List<Map<String, Object>>) records;
    }

    @Test
    void aCustomColumnOfRecordIdsIsALookup() {
        TestOrg org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "User", "Id,Name\n005000000000001AAA,Ann\n",
                                "Account",
                                        "Id,Name,SDR__c\n001000000000001AAA,Acme,005000000000001AAA\n"));

        JsonNode record = org.query("SELECT SDR__r.Name FROM Account").path("records").get(0);

        assertThat(record.path("SDR__r").path("Name").asText()).isEqualTo("Ann");
    }

    @Test
    void customObjectsComeWithTheirExport() {
        TestOrg org =
                TestOrg.open(
                        dir, Map.of("Site__c", "Id,Name,City__c\na9900000000001A,HQ,Berlin\n"));

        assertThat(org.column("SELECT City__c FROM Site__c", "City__c")).containsExactly("Berlin");
    }

    @Test
    void missingFilesAreFineAndEveryOrgHasItselfAndItsUsers() {
        SalesforceVendor vendor = open(dir);

        assertThat(vendor.records("Account")).isEmpty();
        assertThat(vendor.records("Organization")).hasSize(1);
        assertThat(vendor.records("User")).hasSize(2);
        assertThat(vendor.records("TaskStatus")).hasSize(5);
        assertThat(vendor.records("Nonsense")).isEmpty();
    }

    @Test
    void deletedRecordsAreLeftOutOfRecords() {
        TestOrg.write(
                dir,
                Map.of(
                        "Account",
                        "Id,Name,IsDeleted\n001000000000001AAA,Acme,true\n001000000000002AAA,Bolt,false\n"));

        assertThat(cast(open(dir).records("Account")))
                .singleElement()
                .extracting(r -> r.get("Name"))
                .isEqualTo("Bolt");
    }

    @Test
    void theSameIdInTwoFoldersIsRefused(@TempDir Path other) {
        TestOrg.write(dir, Map.of("Account", "Id,Name\n001000000000001AAA,Acme\n"));
        TestOrg.write(other, Map.of("Account", "Id,Name\n001000000000001,Acme\n"));

        assertThatThrownBy(() -> open(dir, other))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(other.toString())
                .hasMessageContaining("Account.csv:2: Id 001000000000001 was already read");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    Account | Id,Name;001000000000001AAA,Acme,x | Account.csv:2: has 3 columns, the header has 2
                    Account | Id,Name;001000000000001AAA | Account.csv:2: has 1 columns, the header has 2
                    Account | Id,Name;001000000000001AAA,a;001-00000000002,b | Account.csv:3: Id must be 15 or 18 letters and digits
                    Account | Id,Name;,a | Account.csv:2: Id must be 15 or 18
                    Account | Name;Acme | Account.csv:1: has no Id column
                    Account | Id,Name,NAME;001000000000001AAA,a,b | Account.csv:1: has the column NAME twice
                    Account | Id,Naem;001000000000001AAA,a | Account.csv:1: column Naem is no field of Account
                    Account | Id,Owner.Name;001000000000001AAA,a | Account.csv:1: column Owner.Name is no field of Account
                    Account | Id,AnnualRevenue;001000000000001AAA,lots | Account.csv:2: AnnualRevenue is no number
                    Account | Id,NumberOfEmployees;001000000000001AAA,1.5 | Account.csv:2: NumberOfEmployees is no whole number
                    Account | Id,CreatedDate;001000000000001AAA,2026-01-01 | Account.csv:2: CreatedDate is no date-time with offset
                    Account | Id,LastActivityDate;001000000000001AAA,2026-02-30 | Account.csv:2: LastActivityDate is no date
                    Account | Id,IsDeleted;001000000000001AAA,yes | Account.csv:2: IsDeleted is no true or false
                    Account | Id,OwnerId;001000000000001AAA,Ann | Account.csv:2: OwnerId is no record id
                    Account | Id,Baton_Band__c;001000000000001AAA,Purple | Account.csv:2: Baton_Band__c must be one of Red, Yellow, Green, Unknown
                    Account | Id,Name;001000000000001AAA,"Acme | Account.csv:
                    Account | Id,Name;001000000000001AAA,"Acme"x | Account.csv:
                    Acount  | Id,Name;001000000000001AAA,Acme | Acount.csv:1: is named after no object of the sandbox
                    UserRecordAccess | Id,RecordId;001000000000001AAA,001000000000001AAA | UserRecordAccess.csv:1: is named after no object
                    """)
    void malformedExportsNameFileLineAndCure(String object, String lines, String message) {
        TestOrg.write(dir, Map.of(object, lines.replace(';', '\n') + "\n"));

        assertThatThrownBy(() -> open(dir))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anEmptyFileAndOneThatIsNotUtf8AreRefused() throws IOException {
        TestOrg.write(dir, Map.of("Account", ""));
        assertThatThrownBy(() -> open(dir))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is empty");

        Files.write(
                dir.resolve("salesforce/Account.csv"),
                "Id,Name\n001000000000001AAA,M\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> open(dir))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is not UTF-8");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() {
        TestOrg.write(dir, Map.of("Account", "\uFEFFId,Name\n001000000000001AAA,Acme\n"));

        assertThat(open(dir).records("Account")).hasSize(1);
    }

    @Test
    void aFolderWithoutSourcesIsNoPackage() {
        assertThatThrownBy(
                        () ->
                                SalesforceVendor.open(
                                        List.of(), dir, new SandboxClock(TestOrg.NOW), TestOrg.URL))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("name the folder of the SFDX project");
    }

    @Test
    void withoutThePackageItsFieldsAreUnknown() {
        TestOrg org =
                TestOrg.withoutPackage(
                        dir, Map.of("Account", "Id,Name\n001000000000001AAA,Acme\n"));

        assertThat(
                        org.query("SELECT Baton_Score__c FROM Account")
                                .path(0)
                                .path("errorCode")
                                .asText())
                .isEqualTo("INVALID_FIELD");
        assertThat(org.query("SELECT Id FROM Baton_Run__c").path(0).path("errorCode").asText())
                .isEqualTo("INVALID_TYPE");
        assertThat(org.column("SELECT Name FROM Account", "Name")).containsExactly("Acme");
    }
}

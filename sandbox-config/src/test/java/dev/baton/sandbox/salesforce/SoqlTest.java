package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SoqlTest {
    private static TestOrg org;

    @BeforeAll
    static void open(@TempDir Path dir) {
        org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "Account",
                                """
                                Id,Name,Industry,NumberOfEmployees,AnnualRevenue,OwnerId,Paying__c,Since__c,CreatedDate
                                001000000000001AAA,Acme,Retail,10,1000.5,005000000000001AAA,true,2026-01-01,2025-01-01T00:00:00.000+0000
                                001000000000002AAA,bolt,,20,,005000000000002AAA,false,2026-02-28,2025-01-02T00:00:00.000+0000
                                001000000000003AAA,100% Fun,Media,30,5,,,,2025-01-03T00:00:00.000+0000
                                001000000000004AAA,O'Hara_Co,Retail,,7,005000000000001AAA,true,2026-03-01,2025-01-04T00:00:00.000+0000
                                """,
                                "User",
                                """
                                Id,Username,Name,IsActive
                                005000000000001AAA,ann@example.com,Ann,true
                                005000000000002AAA,bo@example.com,Bo,false
                                """,
                                "Task",
                                """
                                Id,Subject,WhatId,Status,CreatedDate
                                00T000000000001AAA,Call,001000000000001AAA,Completed,2025-01-04T00:00:00.000+0000
                                """));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    Name = 'ACME'                                     | 1
                    Name != 'acme'                                    | 2 3 4
                    Industry = null                                   | 2
                    Industry != null                                  | 1 3 4
                    Industry = ''                                     | 2
                    Industry != 'Retail'                              | 2 3
                    NOT Industry = 'Retail'                           | 2 3
                    Industry IN ('Retail','MEDIA')                    | 1 3 4
                    Industry NOT IN ('Retail')                        | 2 3
                    Industry IN ('Media', null)                       | 2 3
                    NumberOfEmployees > 10                            | 2 3
                    NumberOfEmployees <= 20                           | 1 2
                    NumberOfEmployees <> 20                           | 1 3 4
                    AnnualRevenue = 1000.50                           | 1
                    AnnualRevenue >= 5 AND AnnualRevenue < 1e3        | 3 4
                    Paying__c = true                                  | 1 4
                    Paying__c = null                                  | 3
                    Since__c = 2026-02-28                             | 2
                    Since__c = TODAY                                  | 4
                    Since__c = LAST_N_DAYS:1                          | 2 4
                    Since__c < TODAY                                  | 1 2
                    Since__c = LAST_MONTH                             | 2
                    Since__c = THIS_WEEK                              | 4
                    Since__c = LAST_WEEK                              | 2
                    Since__c = THIS_QUARTER                           | 1 2 4
                    Since__c < THIS_QUARTER                           |
                    Since__c = LAST_N_MONTHS:2                        | 1 2
                    Since__c = LAST_N_WEEKS:1                         | 2
                    Since__c = N_DAYS_AGO:1                           | 2
                    Since__c = N_MONTHS_AGO:2                         | 1
                    Since__c = LAST_90_DAYS                           | 1 2 4
                    Since__c > NEXT_N_YEARS:1                         |
                    CreatedDate > 2025-01-02T00:00:00Z                | 3 4
                    CreatedDate >= 2025-01-02T01:00:00+01:00          | 2 3 4
                    CreatedDate = 2025-01-03T00:00:00.000+0000        | 3
                    CreatedDate = LAST_YEAR                           | 1 2 3 4
                    Name LIKE 'a%'                                    | 1
                    Name LIKE '_olt'                                  | 2
                    Name LIKE '100\\% %'                              | 3
                    Name LIKE '%\\_Co'                                | 4
                    Name LIKE '%1'                                    |
                    Name = 'O\\'Hara_Co'                              | 4
                    Owner.Name = 'Ann'                                | 1 4
                    Owner.IsActive = false                            | 2
                    Account.Name = 'bolt'                             | 2
                    Id = '001000000000002'                            | 2
                    Id > '001000000000002AAA'                         | 3 4
                    Id IN ('001000000000001AAA','001000000000009AAA') | 1
                    Name = 'acme' OR (Industry = null AND Id != null) | 1 2
                    (Name = 'acme' OR Name = 'bolt') AND Paying__c = true | 1
                    NOT (Name = 'acme' OR Name = 'bolt')              | 3 4
                    """)
    void whereFinds(String where, String expected) {
        List<String> ids =
                org.column("SELECT Id FROM Account WHERE " + where + " ORDER BY Id", "Id").stream()
                        .map(id -> id.substring(14, 15))
                        .toList();
        assertThat(String.join(" ", ids)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ORDER BY Name                                 | 3 1 2 4
                    ORDER BY Name DESC                            | 4 2 1 3
                    ORDER BY NumberOfEmployees                    | 4 1 2 3
                    ORDER BY NumberOfEmployees NULLS LAST         | 1 2 3 4
                    ORDER BY NumberOfEmployees DESC NULLS FIRST   | 4 3 2 1
                    ORDER BY Industry ASC NULLS LAST, Name DESC   | 3 4 1 2
                    ORDER BY Owner.Name, Id DESC                  | 3 4 1 2
                    ORDER BY Id LIMIT 2                           | 1 2
                    ORDER BY Id LIMIT 2 OFFSET 1                  | 2 3
                    ORDER BY Id OFFSET 3                          | 4
                    """)
    void orderAndLimitCut(String clause, String expected) {
        List<String> ids =
                org.column("SELECT Id FROM Account " + clause, "Id").stream()
                        .map(id -> id.substring(14, 15))
                        .toList();
        assertThat(String.join(" ", ids)).isEqualTo(expected);
    }

    @Test
    void recordsShowTypedValuesParentsAndAttributes() {
        JsonNode record =
                org.query(
                                "SELECT Id, name, NumberOfEmployees, AnnualRevenue, CreatedDate, Owner.Name, Since__c FROM Account LIMIT 1")
                        .path("records")
                        .get(0);
        assertThat(record.toString())
                .isEqualTo(
                        "{\"attributes\":{\"type\":\"Account\",\"url\":\"/services/data/v65.0/sobjects/Account/001000000000001AAA\"},"
                                + "\"Id\":\"001000000000001AAA\",\"Name\":\"Acme\",\"NumberOfEmployees\":10,\"AnnualRevenue\":1000.5,"
                                + "\"CreatedDate\":\"2025-01-01T00:00:00.000+0000\","
                                + "\"Owner\":{\"attributes\":{\"type\":\"User\",\"url\":\"/services/data/v65.0/sobjects/User/005000000000001AAA\"},\"Name\":\"Ann\"},"
                                + "\"Since__c\":\"2026-01-01\"}");
    }

    @Test
    void aParentThatIsMissingIsNull() {
        JsonNode records =
                org.query("SELECT Owner.Name FROM Account WHERE Id = '001000000000003AAA'")
                        .path("records");
        assertThat(records.get(0).path("Owner").isNull()).isTrue();
    }

    @Test
    void aLookupToManyObjectsKnowsTheNameOfAnyOfThem() {
        JsonNode task = org.query("SELECT What.Name FROM Task").path("records").get(0);
        assertThat(task.path("What").path("Name").asText()).isEqualTo("Acme");
    }

    @Test
    void countWithoutFieldTellsOnlyTheSize() {
        assertThat(org.query("SELECT COUNT() FROM Account WHERE Industry = 'Retail'").toString())
                .isEqualTo("{\"totalSize\":2,\"done\":true,\"records\":[]}");
    }

    @Test
    void countOfAFieldLeavesEmptyOnesOut() {
        JsonNode row =
                org.query("SELECT COUNT(Id), COUNT(Industry) filled FROM Account")
                        .path("records")
                        .get(0);
        assertThat(row.path("attributes").path("type").asText()).isEqualTo("AggregateResult");
        assertThat(row.path("expr0").asInt()).isEqualTo(4);
        assertThat(row.path("filled").asInt()).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c' | MALFORMED_QUERY | 1:56 | unexpected token: 'OR'
                    SELECT Id FROM Account WHERE                     | MALFORMED_QUERY | 1:29 | unexpected token: '<EOF>'
                    SELECT FROM Account                              | MALFORMED_QUERY | 1:13 | unexpected token: 'Account'
                    SELECT Id FROM Account WHERE Name = 'a           | MALFORMED_QUERY | 1:37 | Line has mismatched quotes
                    SELECT Name FROM Account GROUP BY Industry       | MALFORMED_QUERY | 1:8  | Field must be grouped or aggregated: Name
                    SELECT TYPEOF Owner WHEN User THEN Id END FROM Account | MALFORMED_QUERY | 1:21 | unexpected token: 'WHEN'
                    SELECT Id FROM Account WHERE Since__c = LAST_FISCAL_YEAR | MALFORMED_QUERY | 1:41 | unexpected token: 'LAST_FISCAL_YEAR'
                    SELECT Id, COUNT(Id) FROM Account                | MALFORMED_QUERY | 1:8  | Field must be grouped or aggregated: Id
                    SELECT Id FROM Account LIMIT -1                  | MALFORMED_QUERY | 1:30 | unexpected token: '-1'
                    SELECT BadField FROM Account                     | INVALID_FIELD   | 1:8  | No such column 'BadField' on entity 'Account'.
                    SELECT Id, Id FROM Account                       | INVALID_FIELD   | 1:12 | duplicate field selected: Id
                    SELECT Ownr.Name FROM Account                    | INVALID_FIELD   | 1:8  | Didn't understand relationship 'Ownr' in field path.
                    SELECT Id FROM Account WHERE Name = 1            | INVALID_FIELD   | 1:30 | value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes
                    SELECT Id FROM Account WHERE AnnualRevenue = 'x' | INVALID_FIELD   | 1:30 | value of filter criterion for field 'AnnualRevenue' must be of type double and should not be enclosed in quotes
                    SELECT Id FROM Account WHERE CreatedDate > 2025-01-01 | INVALID_FIELD | 1:30 | value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes
                    SELECT Id FROM Account WHERE Baton_Explanation__c = 'x' | INVALID_FIELD | 1:30 | field 'Baton_Explanation__c' can not be filtered in a query call
                    SELECT Id FROM Account ORDER BY Description      | INVALID_FIELD   | 1:33 | field 'Description' can not be sorted in a query call
                    select count() from XYZZY                        | INVALID_TYPE    | 1:21 | sObject type 'XYZZY' is not supported.
                    """)
    void errorsShowThePlace(String soql, String code, String place, String message) {
        JsonNode error = org.query(soql).path(0);
        String[] rowAndColumn = place.split(":", -1);
        assertThat(error.path("errorCode").asText()).isEqualTo(code);
        assertThat(error.path("message").asText())
                .contains(
                        "\nERROR at Row:"
                                + rowAndColumn[0]
                                + ":Column:"
                                + rowAndColumn[1]
                                + "\n"
                                + message);
    }

    @Test
    void theCaretStandsBelowTheMistake() {
        assertThat(org.query("SELECT BadField FROM Account").path(0).path("message").asText())
                .startsWith(
                        "\nSELECT BadField FROM Account\n       ^\nERROR at Row:1:Column:8\nNo such column");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    Paying__c > true  | invalid operator on boolean field
                    OwnerId LIKE '0%' | invalid operator on reference field
                    Id = 'nonsense'   | invalid ID field: Id
                    """)
    void operatorsThatAFieldLacksAreRefused(String where, String message) {
        JsonNode error = org.query("SELECT Id FROM Account WHERE " + where).path(0);
        assertThat(error.path("errorCode").asText()).isEqualTo("INVALID_QUERY_FILTER_OPERATOR");
        assertThat(error.path("message").asText()).isEqualTo(message);
    }

    @Test
    void deepNestingIsRefusedInsteadOfOverflowingTheStack() {
        String soql =
                "SELECT Id FROM Account WHERE "
                        + "(".repeat(2_000)
                        + "Id = null"
                        + ")".repeat(2_000);
        assertThat(org.query(soql).path(0).path("errorCode").asText()).isEqualTo("MALFORMED_QUERY");
    }

    @Test
    void aQueryOfTwoLinesCountsRows() {
        assertThat(org.query("SELECT Id\nFROM Nope").path(0).path("message").asText())
                .contains("Row:2:Column:6");
    }
}

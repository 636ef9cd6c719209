package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aggregates, groups, children and semi-joins: what reports and loaders ask for. */
final class SoqlGroupTest {
    private static TestOrg org;

    @BeforeAll
    static void open(@TempDir Path dir) {
        org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "Account",
                                """
                                Id,Name,Industry,NumberOfEmployees,AnnualRevenue,OwnerId,CreatedDate
                                001000000000001AAA,Acme,Retail,10,1000.5,005000000000001AAA,2025-01-01T00:00:00Z
                                001000000000002AAA,Bolt,,20,,005000000000002AAA,2025-01-02T00:00:00Z
                                001000000000003AAA,Core,Media,30,5,005000000000001AAA,2025-01-03T00:00:00Z
                                001000000000004AAA,Dune,RETAIL,,7,005000000000001AAA,2025-01-04T00:00:00Z
                                """,
                                "Contact",
                                """
                                Id,LastName,AccountId,Email,CreatedDate
                                003000000000001AAA,Lee,001000000000001AAA,lee@example.com,2025-01-05T00:00:00Z
                                003000000000002AAA,Kim,001000000000001AAA,,2025-01-05T00:00:00Z
                                003000000000003AAA,Fox,001000000000003AAA,,2025-01-05T00:00:00Z
                                003000000000004AAA,Ray,,,2025-01-05T00:00:00Z
                                """,
                                "User",
                                """
                                Id,Username,Name,IsActive
                                005000000000001AAA,ann@example.com,Ann,true
                                005000000000002AAA,bo@example.com,Bo,false
                                """));
    }

    private static JsonNode rows(String soql) {
        JsonNode answer = org.query(soql);
        assertThat(answer.has("records")).as(answer.toString()).isTrue();
        return answer.path("records");
    }

    /** Each row's values in order, without the attributes. */
    private static List<String> texts(String soql) {
        List<String> texts = new ArrayList<>();
        for (JsonNode row : rows(soql)) {
            List<String> values = new ArrayList<>();
            row.properties().stream()
                    .filter(property -> !property.getKey().equals("attributes"))
                    .forEach(p -> values.add(p.getKey() + "=" + p.getValue().asText()));
            texts.add(String.join(" ", values));
        }
        return texts;
    }

    @Test
    void groupsAreFormedWithoutRegardToCaseAndHaveTheirAggregates() {
        String soql =
                "SELECT Industry, COUNT(Id), SUM(AnnualRevenue) total, AVG(NumberOfEmployees), MIN(Name), MAX(CreatedDate) last FROM Account GROUP BY Industry";

        assertThat(texts(soql))
                .containsExactly(
                        "Industry=null expr0=1 total=null expr1=20.0 expr2=Bolt last=2025-01-02T00:00:00.000+0000",
                        "Industry=Media expr0=1 total=5.0 expr1=30.0 expr2=Core last=2025-01-03T00:00:00.000+0000",
                        "Industry=Retail expr0=2 total=1007.5 expr1=10.0 expr2=Acme last=2025-01-04T00:00:00.000+0000");
        assertThat(rows(soql).get(0).path("attributes").toString())
                .isEqualTo("{\"type\":\"AggregateResult\"}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    Industry FROM Account GROUP BY Industry HAVING COUNT(Id) > 1                       | Industry=Retail
                    Industry i FROM Account WHERE Industry != null GROUP BY Industry ORDER BY COUNT(Id) DESC LIMIT 1 | i=Retail
                    Industry FROM Account GROUP BY Industry HAVING Industry LIKE 'm%'                  | Industry=Media
                    Owner.Name, COUNT(Id) n FROM Account GROUP BY Owner.Name ORDER BY Owner.Name DESC  | Name=Bo n=1;Name=Ann n=3
                    COUNT_DISTINCT(Industry) d, COUNT(Industry) c FROM Account                         | d=2 c=3
                    SUM(NumberOfEmployees) FROM Account                                                | expr0=60
                    MAX(Name) FROM Account WHERE Name = 'nobody'                                       | expr0=null
                    COUNT(Id) FROM Account WHERE Name = 'nobody'                                       | expr0=0
                    AccountId, COUNT(Id) FROM Contact GROUP BY AccountId HAVING COUNT(Id) >= 2 AND AccountId != null | AccountId=001000000000001AAA expr0=2
                    """)
    void groupedQueriesAnswer(String query, String expected) {
        assertThat(String.join(";", texts("SELECT " + query))).isEqualTo(expected);
    }

    @Test
    void childrenComeWithTheirParents() {
        JsonNode rows =
                rows(
                        "SELECT Name, (SELECT LastName, Account.Name FROM Contacts ORDER BY LastName) FROM Account ORDER BY Name");

        JsonNode contacts = rows.get(0).path("Contacts");
        assertThat(contacts.path("totalSize").asInt()).isEqualTo(2);
        assertThat(contacts.path("done").asBoolean()).isTrue();
        assertThat(contacts.path("records").get(0).toString())
                .isEqualTo(
                        "{\"attributes\":{\"type\":\"Contact\",\"url\":\"/services/data/v65.0/sobjects/Contact/003000000000002AAA\"},\"LastName\":\"Kim\",\"Account\":{\"attributes\":{\"type\":\"Account\",\"url\":\"/services/data/v65.0/sobjects/Account/001000000000001AAA\"},\"Name\":\"Acme\"}}");
        assertThat(rows.get(1).path("Contacts").isNull()).isTrue();
    }

    @Test
    void aLimitOnChildrenHoldsForEachParent() {
        JsonNode rows =
                rows(
                        "SELECT (SELECT Id FROM Contacts WHERE LastName != 'Kim' LIMIT 1) FROM Account WHERE Id IN (SELECT AccountId FROM Contact) ORDER BY Name");

        assertThat(rows.findValuesAsText("totalSize")).containsExactly("1", "1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    Id IN (SELECT AccountId FROM Contact)                                  | Acme Core
                    Id NOT IN (SELECT AccountId FROM Contact)                              | Bolt Dune
                    Id IN (SELECT AccountId FROM Contact WHERE LastName = 'Fox')           | Core
                    OwnerId IN (SELECT Id FROM User WHERE IsActive = false)                | Bolt
                    Id IN (SELECT AccountId FROM Contact) AND Name > 'B'                   | Core
                    """)
    void semiJoinsFindWhatTheOtherQueryNames(String where, String names) {
        assertThat(
                        String.join(
                                " ",
                                org.column(
                                        "SELECT Name FROM Account WHERE "
                                                + where
                                                + " ORDER BY Name",
                                        "Name")))
                .isEqualTo(names);
    }

    @Test
    void fieldsStandsForWhatTheUserMayRead() {
        JsonNode all = rows("SELECT FIELDS(ALL) FROM Account LIMIT 1").get(0);
        assertThat(all.has("Name")).isTrue();
        assertThat(all.has("Baton_Score__c")).isTrue();

        JsonNode standard = rows("SELECT FIELDS(STANDARD) FROM Account").get(0);
        assertThat(standard.has("Name")).isTrue();
        assertThat(standard.has("Baton_Score__c")).isFalse();

        JsonNode custom = rows("SELECT Id, FIELDS(CUSTOM) FROM Account LIMIT 200").get(0);
        assertThat(custom.has("Name")).isFalse();
        assertThat(custom.has("Baton_Score__c")).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    SELECT FIELDS(ALL) FROM Account                                 | MALFORMED_QUERY | The SOQL FIELDS function must have a LIMIT of at most 200
                    SELECT FIELDS(CUSTOM) FROM Account LIMIT 201                    | MALFORMED_QUERY | The SOQL FIELDS function must have a LIMIT of at most 200
                    SELECT FIELDS(SOME) FROM Account                                | MALFORMED_QUERY | unexpected token: 'SOME'
                    SELECT Name, FIELDS(STANDARD) FROM Account                      | INVALID_FIELD   | duplicate field selected: Name
                    SELECT SUM(Name) FROM Account                                   | INVALID_FIELD   | field Name does not support aggregate operator SUM
                    SELECT MAX(Id) FROM Account                                     | INVALID_FIELD   | field Id does not support aggregate operator MAX
                    SELECT MEDIAN(AnnualRevenue) FROM Account                       | MALFORMED_QUERY | unexpected token: 'MEDIAN'
                    SELECT COUNT(Id) FROM Account GROUP BY AnnualRevenue            | INVALID_FIELD   | field 'AnnualRevenue' can not be grouped in a query call
                    SELECT Industry a, COUNT(Id) a FROM Account GROUP BY Industry   | MALFORMED_QUERY | duplicate alias: a
                    SELECT Industry FROM Account GROUP BY Industry HAVING Name = 'x' | MALFORMED_QUERY | Field must be grouped or aggregated: Name
                    SELECT COUNT() FROM Account GROUP BY Industry                   | MALFORMED_QUERY | COUNT() must be the only element in the select list
                    SELECT Name n FROM Account                                      | MALFORMED_QUERY | only aggregate expressions use field aliasing
                    SELECT Id FROM Account ORDER BY COUNT(Id)                       | MALFORMED_QUERY | Aggregate functions are not supported in ORDER BY without GROUP BY
                    SELECT Id FROM Account WHERE COUNT(Id) > 1                      | MALFORMED_QUERY | Aggregate functions are not supported in WHERE without GROUP BY
                    SELECT Id, (SELECT Id FROM Nephews) FROM Account                | INVALID_TYPE    | Didn't understand relationship 'Nephews' in FROM part of query call.
                    SELECT (SELECT COUNT() FROM Contacts) FROM Account              | MALFORMED_QUERY | Aggregate functions are not supported in subqueries
                    SELECT Id FROM Account WHERE Id IN (SELECT LastName FROM Contact) | MALFORMED_QUERY | must be an id or a reference: LastName
                    SELECT Id FROM Account WHERE Name IN (SELECT AccountId FROM Contact) | MALFORMED_QUERY | must be an id or a reference: Name
                    SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact LIMIT 1) | MALFORMED_QUERY | A semi-join selects exactly one field
                    """)
    void whatIsNotSupportedSaysSo(String soql, String code, String message) {
        JsonNode error = org.query(soql).path(0);

        assertThat(error.path("errorCode").asText()).as(error.toString()).isEqualTo(code);
        assertThat(error.path("message").asText()).contains(message);
    }

    @Test
    void groupsThatDoNotFitOnOnePageAreRefused(@TempDir Path dir) {
        StringBuilder csv = new StringBuilder("Id,Name,CreatedDate\n");
        for (int i = 0; i < 2001; i++) {
            csv.append("001%012dAAA,Customer %d,2025-01-01T00:00:00Z\n".formatted(i, i));
        }
        TestOrg large = TestOrg.open(dir, Map.of("Account", csv.toString()));
        String soql = "SELECT Name, COUNT(Id) FROM Account GROUP BY Name";

        assertThat(large.query(soql).path(0).path("errorCode").asText())
                .isEqualTo("EXCEEDED_ID_LIMIT");
        assertThat(large.query(soql + " LIMIT 2000").path("totalSize").asInt()).isEqualTo(2000);
    }

    @Test
    void aBulkQueryHoldsFieldsOnly() {
        for (String soql :
                List.of(
                        "SELECT Industry FROM Account GROUP BY Industry",
                        "SELECT Id, (SELECT Id FROM Contacts) FROM Account",
                        "SELECT FIELDS(ALL) FROM Account LIMIT 1",
                        "SELECT MAX(Name) FROM Account")) {
            JsonNode error =
                    TestOrg.json(
                                    org.call(
                                            "POST",
                                            "/jobs/query",
                                            Map.of(),
                                            "{\"operation\":\"query\",\"query\":\"" + soql + "\"}"))
                            .path(0);
            assertThat(error.path("errorCode").asText()).as(soql).isEqualTo("API_ERROR");
            assertThat(error.path("message").asText()).contains("not supported in Bulk Query");
        }
    }
}

package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.SandboxReply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SOSL, as written and by parameters. */
final class SearchTest {
    private TestOrg org;

    @BeforeEach
    void open(@TempDir Path dir) {
        org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "Account",
                                """
                                Id,Name,Phone,Description,CreatedDate
                                001000000000001AAA,Acme Foods,555-0100,Sells bread to Bolt,2025-01-01T00:00:00Z
                                001000000000002AAA,Bolt & Sons,555-0200,,2025-01-01T00:00:00Z
                                001000000000003AAA,Acme Tools,,Sells nails,2025-01-01T00:00:00Z
                                """,
                                "Contact",
                                """
                                Id,LastName,Email,AccountId,CreatedDate
                                003000000000001AAA,Lee,lee@acme.example,001000000000001AAA,2025-01-01T00:00:00Z
                                """,
                                "User",
                                "Id,Username,Name\n005000000000001AAA,ann@example.com,Ann\n"));
    }

    private SandboxReply search(String sosl) {
        return org.call("GET", "/search", Map.of("q", sosl), "");
    }

    private static List<String> ids(SandboxReply reply) {
        assertThat(reply.status()).as(BulkCalls.text(reply)).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        TestOrg.json(reply)
                .path("searchRecords")
                .forEach(
                        record ->
                                ids.add(
                                        record.path("attributes")
                                                .path("url")
                                                .asText()
                                                .replaceFirst(".*/", "")
                                                .replaceFirst("0{11}", "-")
                                                .replaceFirst("AAA$", "")));
        return ids;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    acme                         | 001-1 001-3
                    ACME foods                   | 001-1
                    acme AND NOT foods           | 001-3
                    acme OR bolt                 | 001-1 001-2 001-3
                    bread AND (tools OR foods)   | 001-1
                    "bread to bolt"              | 001-1
                    "bolt bread"                 |
                    ac*                          | 001-1 001-3
                    t??ls                        | 001-3
                    acm                          |
                    555-0200                     | 001-2
                    bolt \\& sons                | 001-2
                    """)
    void wordsArePutTogetherAsTheVendorDoes(String text, String found) {
        SandboxReply reply = search("FIND {" + text + "} RETURNING Account");

        assertThat(String.join(" ", ids(reply))).isEqualTo(found == null ? "" : found);
    }

    @Test
    void everyObjectIsSearchedWhereNoneIsNamed() {
        assertThat(ids(search("FIND {acme}"))).containsExactly("001-1", "001-3", "003-1");
    }

    @Test
    void theScopeSaysWhichFieldsCount() {
        assertThat(ids(search("FIND {bolt} IN NAME FIELDS RETURNING Account")))
                .containsExactly("001-2");
        assertThat(ids(search("FIND {acme} IN EMAIL FIELDS RETURNING Account, Contact")))
                .containsExactly("003-1");
        assertThat(ids(search("FIND {0100} IN PHONE FIELDS RETURNING Account")))
                .containsExactly("001-1");
    }

    @Test
    void anObjectsPartIsSoql() {
        SandboxReply reply =
                search(
                        "FIND {acme} IN ALL FIELDS RETURNING "
                                + "Account(Name, Owner.Name WHERE Name LIKE '%o%' ORDER BY Name DESC LIMIT 1), "
                                + "Contact(LastName, Account.Name) LIMIT 5");

        JsonNode records = TestOrg.json(reply).path("searchRecords");
        assertThat(records).hasSize(2);
        assertThat(records.path(0).path("Name").asText()).isEqualTo("Acme Tools");
        assertThat(records.path(0).has("Id")).isFalse();
        assertThat(records.path(1).path("Account").path("Name").asText()).isEqualTo("Acme Foods");
    }

    @Test
    void theLimitOfAllCountsOverObjects() {
        assertThat(ids(search("FIND {acme} RETURNING Account(Id), Contact(Id) LIMIT 2")))
                .containsExactly("001-1", "001-3");
    }

    @Test
    void aFieldThatTheUserCannotSeeIsNotSearched() {
        org.update(
                TestOrg.account("001000000000001AAA", "\"Baton_Reason_1__c\":\"Zebra crossing\""));
        String sosl = "FIND {zebra} RETURNING Account(Id)";

        SandboxReply own = search(sosl);
        SandboxReply hers =
                org.callAs(org.tokenOf("ann@example.com"), "GET", "/search", Map.of("q", sosl), "");

        assertThat(ids(own)).containsExactly("001-1");
        assertThat(ids(hers)).isEmpty();
    }

    @Test
    void parametersStandForAStatement() {
        SandboxReply byBody =
                org.call(
                        "POST",
                        "/parameterizedSearch",
                        Map.of(),
                        """
                        {"q":"acme","in":"NAME","fields":["Name"],"overallLimit":5,
                         "sobjects":[{"name":"Account","where":"Phone != null","limit":2},{"name":"Contact","fields":["Id"]}]}""");
        SandboxReply byQuery =
                org.call(
                        "GET",
                        "/parameterizedSearch",
                        Map.of("q", "acme", "sobject", "Account", "Account.limit", "1"),
                        "");

        assertThat(ids(byBody)).containsExactly("001-1");
        assertThat(byBody.write()).isFalse();
        assertThat(ids(byQuery)).containsExactly("001-1");
    }

    @Test
    void olderVersionsAnswerWithTheBareList() {
        SandboxReply reply =
                org.send(
                        "GET",
                        "/services/data/v36.0/search",
                        Map.of("q", "FIND {tools} RETURNING Account"),
                        Map.of("authorization", "Bearer " + org.token()),
                        "");

        assertThat(TestOrg.json(reply).isArray()).isTrue();
        assertThat(TestOrg.json(reply)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    acme                                    | MALFORMED_SEARCH | No search term found. The search term must be enclosed in braces.
                    FIND {a} RETURNING Account              | MALFORMED_SEARCH | search term must be longer than one character: a
                    FIND {} RETURNING Account               | MALFORMED_SEARCH | search term must be longer than one character:
                    FIND {acme} IN SOME FIELDS              | MALFORMED_SEARCH | unexpected token: 'SOME'
                    FIND {acme} RETURNING Account WITH x    | MALFORMED_SEARCH | unexpected token: 'WITH'
                    FIND {(acme} RETURNING Account          | MALFORMED_SEARCH | unexpected token: ''
                    FIND {acme} RETURNING Account(Name      | MALFORMED_SEARCH | unexpected token: '<EOF>'
                    FIND {acme} RETURNING OpportunityStage  | MALFORMED_SEARCH | entity type OpportunityStage does not support search
                    FIND {acme} RETURNING Account(Name WHERE) | MALFORMED_SEARCH | unexpected token: '<EOF>'
                    FIND {acme} RETURNING Account(Nonsense__c) | INVALID_FIELD | No such column 'Nonsense__c' on entity 'Account'
                    FIND {acme} RETURNING Nonsense__c       | INVALID_TYPE     | sObject type 'Nonsense__c' is not supported
                    """)
    void whatIsNoSearchIsRefused(String sosl, String code, String message) {
        SandboxReply reply = search(sosl);

        assertThat(reply.status()).isEqualTo(400);
        JsonNode error = TestOrg.json(reply).path(0);
        assertThat(error.path("errorCode").asText()).isEqualTo(code);
        assertThat(error.path("message").asText()).contains(message);
    }
}

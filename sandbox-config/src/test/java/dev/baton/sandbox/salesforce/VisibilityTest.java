package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.SandboxReply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores are for those who have the permission set, over every API. */
final class VisibilityTest {
    private static final String CSM = "ann@example.com";
    private static final String OUTSIDER = "bo@example.com";
    private static final String SCORES = "SELECT Name, Baton_Score__c FROM Account";

    private TestOrg org;

    @BeforeEach
    void open(@TempDir Path dir) {
        org =
                TestOrg.open(
                        dir,
                        Map.of(
                                "Account",
                                """
                                Id,Name,Baton_Score__c,OwnerId,CreatedDate
                                001000000000001AAA,Acme,81,005000000000001AAA,2025-01-01T00:00:00Z
                                """,
                                "User",
                                """
                                Id,Name,Username,Email,IsActive
                                005000000000001AAA,Ann,ann@example.com,ann@mail.example,true
                                005000000000002AAA,Bo,bo@example.com,bo@mail.example,true
                                """));
        assign("005000000000001AAA");
    }

    private void assign(String user) {
        String admin = org.tokenOf(Deployer.ADMIN);
        JsonNode set =
                TestOrg.json(
                                org.callAs(
                                        admin,
                                        "GET",
                                        "/query",
                                        Map.of(
                                                "q",
                                                "SELECT Id FROM PermissionSet WHERE Name = 'Baton_CSM'"),
                                        ""))
                        .path("records")
                        .path(0);
        SandboxReply assigned =
                org.callAs(
                        admin,
                        "POST",
                        "/sobjects/PermissionSetAssignment",
                        Map.of(),
                        "{\"AssigneeId\":\"%s\",\"PermissionSetId\":\"%s\"}"
                                .formatted(user, set.path("Id").asText()));
        assertThat(assigned.status()).isEqualTo(201);
    }

    private JsonNode get(String user, String path, Map<String, String> query) {
        return TestOrg.json(org.callAs(org.tokenOf(user), "GET", path, query, ""));
    }

    @Test
    void aQueryShowsScoresToACsmOnly() {
        JsonNode seen = get(CSM, "/query", Map.of("q", SCORES));
        JsonNode hidden = get(OUTSIDER, "/query", Map.of("q", SCORES));

        assertThat(seen.path("records").path(0).path("Baton_Score__c").asDouble()).isEqualTo(81);
        assertThat(hidden.path(0).path("errorCode").asText()).isEqualTo("INVALID_FIELD");
        assertThat(hidden.path(0).path("message").asText())
                .contains("No such column 'Baton_Score__c' on entity 'Account'");
    }

    @Test
    void aRecordAndItsDescribeHaveNoScoresForOthers() {
        String record = "/sobjects/Account/001000000000001AAA";

        assertThat(get(CSM, record, Map.of()).has("Baton_Score__c")).isTrue();
        assertThat(get(OUTSIDER, record, Map.of()).path("Name").asText()).isEqualTo("Acme");
        assertThat(get(OUTSIDER, record, Map.of()).has("Baton_Score__c")).isFalse();
        assertThat(names(CSM)).contains("Baton_Score__c", "Baton_Reason_1__c");
        assertThat(names(OUTSIDER)).contains("Name").doesNotContain("Baton_Score__c");
    }

    private List<String> names(String user) {
        return get(user, "/sobjects/Account/describe", Map.of())
                .path("fields")
                .findValuesAsText("name");
    }

    @Test
    void nobodyButTheIntegrationWritesAScore() {
        for (String user : List.of(CSM, OUTSIDER)) {
            SandboxReply refused =
                    org.callAs(
                            org.tokenOf(user),
                            "PATCH",
                            "/sobjects/Account/001000000000001AAA",
                            Map.of(),
                            "{\"Baton_Score__c\":1}");
            assertThat(refused.status()).as(user).isEqualTo(400);
        }
        assertThat(org.column(SCORES, "Baton_Score__c")).containsExactly("81.0");
    }

    @Test
    void soapShowsTheSame() {
        assertThat(soapQuery(CSM)).contains("<sf:Baton_Score__c>81.0</sf:Baton_Score__c>");
        assertThat(soapQuery(OUTSIDER))
                .contains("<faultcode>sf:INVALID_FIELD</faultcode>")
                .doesNotContain("81.0");
    }

    private String soapQuery(String user) {
        String envelope =
                """
                <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">
                <e:Header><SessionHeader xmlns="urn:partner.soap.sforce.com"><sessionId>%s</sessionId></SessionHeader></e:Header>
                <e:Body><query xmlns="urn:partner.soap.sforce.com"><queryString>%s</queryString></query></e:Body>
                </e:Envelope>
                """
                        .formatted(org.tokenOf(user), SCORES);
        SandboxReply reply =
                org.send(
                        "POST",
                        "/services/Soap/u/65.0",
                        Map.of(),
                        Map.of("content-type", "text/xml", "soapaction", "\"\""),
                        envelope);
        return new String(reply.body(), StandardCharsets.UTF_8);
    }
}

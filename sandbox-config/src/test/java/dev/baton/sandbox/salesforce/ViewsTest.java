package dev.baton.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.sandbox.SandboxReply;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages are drawn from, and describe for those who ask for news only. */
final class ViewsTest {
    private TestOrg org;
    private String admin;

    @BeforeEach
    void open(@TempDir Path dir) {
        org = TestOrg.open(dir, Map.of("Account", "Id,Name\n001000000000001AAA,Acme\n"));
        admin = org.tokenOf(Deployer.ADMIN);
    }

    private JsonNode seen(String path) {
        SandboxReply reply = org.get(path);
        assertThat(reply.status()).as(BulkCalls.text(reply)).isEqualTo(200);
        return TestOrg.json(reply);
    }

    private SandboxReply since(String path, String date) {
        return org.send(
                "GET",
                TestOrg.DATA + path,
                Map.of(),
                Map.of("authorization", "Bearer " + admin, "if-modified-since", date),
                "");
    }

    private String now() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                org.clock.instant().atOffset(ZoneOffset.UTC));
    }

    @Test
    void aPageShowsTheFieldsThatTheUserSees() {
        JsonNode layouts = seen("/sobjects/Account/describe/layouts");

        assertThat(layouts.findValuesAsText("value")).contains("Name", "Baton_Score__c");
        JsonNode mapping = layouts.path("recordTypeMappings").path(0);
        assertThat(mapping.path("recordTypeId").asText()).isEqualTo("012000000000000AAA");
        JsonNode page =
                seen(mapping.path("urls").path("layout").asText().replace(TestOrg.DATA, ""));
        assertThat(page.path("detailLayoutSections").path(0).path("rows").asInt()).isPositive();
        JsonNode hers =
                TestOrg.json(
                        org.callAs(
                                admin, "GET", "/sobjects/Account/describe/layouts", Map.of(), ""));
        assertThat(hers.findValuesAsText("value"))
                .contains("Name")
                .doesNotContain("Baton_Score__c");
    }

    @Test
    void theCompactLayoutIsTheSystemsDefault() {
        JsonNode layout =
                seen("/sobjects/Account/describe/compactLayouts").path("compactLayouts").path(0);

        assertThat(layout.path("name").asText()).isEqualTo("SYSTEM");
        assertThat(layout.findValuesAsText("value")).containsExactly("Name");
    }

    @Test
    void listViewsAreThoseThatWereDeployed() {
        JsonNode views = seen("/sobjects/Baton_Handoff__c/listviews");

        assertThat(views.findValuesAsText("developerName"))
                .containsExactly("All", "Baton_My_Waiting", "Baton_Waiting");
        assertThat(views.path("size").asInt()).isEqualTo(3);
        assertThat(seen("/sobjects/Contact/listviews").path("listviews")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/recent", "/quickActions", "/sobjects/Account/quickActions"})
    void nobodyLookedAtAnythingOrMadeAnAction(String path) {
        assertThat(seen(path).isArray()).isTrue();
        assertThat(seen(path)).isEmpty();
    }

    @Test
    void whatTheOrgDoesNotKeepIsNotThere() {
        assertThat(org.get("/sobjects/Account/describe/nonsense").status()).isEqualTo(404);
        assertThat(org.get("/sobjects/Account/describe/layouts/012000000000001").status())
                .isEqualTo(404);
        assertThat(org.get("/sobjects/Nonsense__c/listviews").status()).isEqualTo(404);
        assertThat(org.get("/sobjects/Account/quickActions/NewCase/describe").status())
                .isEqualTo(404);
        assertThat(org.call("POST", "/tabs", Map.of(), "{}").status()).isEqualTo(405);
    }

    @Test
    void whoAsksForNewsOfObjectsHearsThemOnlyOnce() {
        SandboxReply first = since("/sobjects/Account/describe", "Mon, 01 Jan 1990 00:00:00 GMT");
        String stamp = String.valueOf(first.headers().get("last-modified"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(since("/sobjects/Account/describe", stamp).status()).isEqualTo(304);
        assertThat(since("/sobjects/Account/describe", stamp).body()).isEmpty();
        assertThat(since("/sobjects", now()).status()).isEqualTo(304);
        assertThat(since("/sobjects", "yesterday").status()).isEqualTo(200);
    }

    @Test
    void aNewFieldIsNewsEvenWhileTheClockStandsStill() {
        String before = now();
        new Deployer(org, Deployer.ADMIN)
                .deploy(
                        new Deployer.Zip()
                                .file(
                                        "objects/Account.object",
                                        "CustomObject",
                                        Deployer.field("New__c", "Text", "<length>20</length>"))
                                .member("CustomField", "Account.New__c"));

        SandboxReply told = since("/sobjects/Account/describe", before);

        assertThat(told.status()).isEqualTo(200);
        String stamp = String.valueOf(told.headers().get("last-modified"));
        assertThat(since("/sobjects/Account/describe", stamp).status()).isEqualTo(304);
    }

    @Test
    void theToolingApiDescribesItsOwnObjects() {
        JsonNode all = TestOrg.json(org.callAs(admin, "GET", "/tooling/sobjects", Map.of(), ""));
        JsonNode field =
                TestOrg.json(
                        org.callAs(
                                admin,
                                "GET",
                                "/tooling/sobjects/CustomField/describe",
                                Map.of(),
                                ""));

        assertThat(all.path("sobjects").findValuesAsText("name"))
                .contains("CustomField", "ValidationRule")
                .doesNotContain("Account");
        assertThat(field.path("fields").findValuesAsText("name")).contains("DeveloperName");
        assertThat(org.get("/tooling/sobjects").status()).isEqualTo(403);
    }
}

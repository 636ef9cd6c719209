package dev.baton.crm.salesforce.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeploymentsTest {
    private static final String ID = "0Af000000000001AAA";
    private static final TreeMap<String, String> FILES =
            new TreeMap<>(Map.of("package.xml", "<Package/>"));

    private final FakeSetup setup = new FakeSetup();
    private final ArrayList<Deployment> seen = new ArrayList<>();

    private static String result(String members) {
        return "{\"id\":\"" + ID + "\",\"deployResult\":{" + members + "}}";
    }

    private Deployment validate() throws AdapterException, InterruptedException {
        return new Deployments(setup.admin(), time -> {}).validate(FILES, seen::add);
    }

    @Test
    void itIsLookedAtUntilItIsDone() throws Exception {
        setup.answer(
                        "deployRequest/" + ID,
                        result("\"done\":false,\"status\":\"Pending\""),
                        result(
                                "\"done\":false,\"status\":\"InProgress\",\"numberComponentsDeployed\":3,\"numberComponentsTotal\":7"),
                        result("\"done\":true,\"success\":true,\"status\":\"Succeeded\""))
                .answer("deployRequest", "{\"id\":\"" + ID + "\"}");
        assertThat(validate().success()).isTrue();
        assertThat(seen)
                .extracting(Deployment::status)
                .containsExactly("Pending", "InProgress", "Succeeded");
        assertThat(seen.get(1).deployed()).isEqualTo(3);
    }

    @Test
    void theFormHasTheTwoPartsThatTheVendorNames() throws Exception {
        setup.answer("deployRequest/" + ID, result("\"done\":true,\"success\":true"))
                .answer("deployRequest", "{\"id\":\"" + ID + "\"}");
        validate();
        byte[] body = setup.calls.getFirst().body();
        String text = new String(body == null ? new byte[0] : body, StandardCharsets.ISO_8859_1);
        assertThat(text)
                .contains("name=\"entity_content\"\r\nContent-Type: application/json\r\n\r\n{")
                .contains(
                        "\"checkOnly\":true", "\"rollbackOnError\":true", "\"purgeOnDelete\":false")
                .contains(
                        "name=\"file\"; filename=\"package.zip\"\r\nContent-Type: application/zip\r\n\r\nPK");
        assertThat(setup.calls.getFirst().headers())
                .containsEntry("Authorization", "Bearer " + FakeSetup.TOKEN);
    }

    @Test
    void refusalsAreToldWithTheirComponent() throws Exception {
        setup.answer(
                        "deployRequest/" + ID,
                        result(
                                "\"done\":true,\"success\":false,\"status\":\"Failed\",\"details\":{\"componentFailures\":[{\"componentType\":\"CustomField\",\"fullName\":\"Account.F__c\",\"problem\":\"Cannot change\\n type\"}],"
                                        + "\"componentSuccesses\":{\"componentType\":\"PermissionSet\",\"fullName\":\"P\",\"created\":true,\"changed\":true}}"))
                .answer("deployRequest", "{\"id\":\"" + ID + "\"}");
        Deployment end = validate();
        assertThat(end.failures())
                .extracting(Deployment.Failure::told)
                .containsExactly("CustomField Account.F__c: Cannot change type");
        assertThat(end.outcomes())
                .containsExactly(
                        new Deployment.Outcome(new Component.Id("PermissionSet", "P"), true, true));
    }

    @Test
    void anAnswerThatIsLostLeavesTheOutcomeOpen() {
        setup.refuse("deployRequest", 500, "UNKNOWN_EXCEPTION");
        var failure = catchThrowableOfType(AdapterException.class, this::validate);
        assertThat(failure.category()).isEqualTo(Category.OUTCOME_UNKNOWN);
        assertThat(setup.calls).as("sent once").hasSize(1);
    }

    @Test
    void aTokenThatRanOutIsNotRenewedAndNotTold() {
        setup.refuse("deployRequest", 401, "INVALID_SESSION_ID");
        var failure = catchThrowableOfType(AdapterException.class, this::validate);
        assertThat(failure.category()).isEqualTo(Category.CREDENTIALS);
        assertThat(failure).hasMessageContaining("get a new one");
        assertThat(failure.toString()).doesNotContain("canary");
    }

    @Test
    void anIdThatIsNoneIsNeverPartOfAnAddress() {
        setup.answer("deployRequest", "{\"id\":\"../../evil\"}");
        var failure = catchThrowableOfType(AdapterException.class, this::validate);
        assertThat(failure.code()).isEqualTo("no_deployment_id");
        assertThat(setup.calls).hasSize(1);
    }
}

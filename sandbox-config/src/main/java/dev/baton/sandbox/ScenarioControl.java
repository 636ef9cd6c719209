package dev.baton.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.salesforce.SalesforceVendor;
import dev.baton.sandbox.salesforce.faults.FaultSchedule;
import dev.baton.sandbox.salesforce.faults.ScenarioException;
import dev.baton.sandbox.salesforce.faults.ScenarioReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code /__sandbox/scenario}: what goes wrong in the CRM. POST begins a scenario, in the place of
 * the one before; GET tells what is left of it; DELETE ends it.
 */
final class ScenarioControl {
    static final String PATH = "/__sandbox/scenario";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SalesforceVendor salesforce;

    ScenarioControl(SalesforceVendor salesforce) {
        this.salesforce = salesforce;
    }

    /**
     * Begins the scenario of a file.
     *
     * @throws DataException for one that cannot be played, with file and line
     */
    void play(Path file) {
        try {
            salesforce.play(ScenarioReader.read(Files.readString(file)));
        } catch (ScenarioException e) {
            throw new DataException(file, e.line(), e.what());
        } catch (CharacterCodingException e) {
            throw new DataException(file, 1, "is not UTF-8; save it again as UTF-8");
        } catch (IOException e) {
            throw new DataException(file, 1, "cannot be read: " + e.getClass().getSimpleName());
        }
    }

    SandboxReply handle(SandboxRequest request) {
        return switch (request.method()) {
            case "POST" -> play(new String(request.body(), StandardCharsets.UTF_8));
            case "DELETE" -> play("faults: []");
            case "GET" -> left();
            default ->
                    ControlPlane.problem(
                            405, "POST a scenario, GET what is left of it, or DELETE it");
        };
    }

    private SandboxReply play(String yaml) {
        try {
            salesforce.play(ScenarioReader.read(yaml));
            return left();
        } catch (ScenarioException e) {
            return ControlPlane.problem(400, "line " + e.line() + ": " + e.what());
        }
    }

    private SandboxReply left() {
        ObjectNode answer = JSON.createObjectNode().put("name", salesforce.scenario());
        ArrayNode faults = answer.putArray("faults");
        for (FaultSchedule.Progress fault : salesforce.scenarioProgress()) {
            faults.addObject()
                    .put("fault", fault.kind())
                    .put("line", fault.line())
                    .put("seen", fault.seen())
                    .put("hit", fault.hit())
                    .put("over", fault.over());
        }
        return ControlPlane.reply(200, answer);
    }
}

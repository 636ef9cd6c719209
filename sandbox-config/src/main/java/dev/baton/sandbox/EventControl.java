package dev.baton.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.salesforce.SalesforceVendor;
import dev.baton.sandbox.salesforce.events.ChangeType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /__sandbox/events}: Change Data Capture of the CRM. GET tells what is switched on, kept,
 * subscribed to and delivered; POST does one of {@code {"objects": […]}} (switches these on, and no
 * others), {@code {"gap": OBJECT, "ids": […], "type": "GAP_UPDATE"}}, {@code {"overflow": OBJECT}},
 * {@code {"cut": true}} (ends all subscriptions), {@code {"reset": true}} (no replay id is good any
 * more) and {@code {"deliveries": N}} (so many events may still be delivered).
 */
final class EventControl {
    static final String PATH = "/__sandbox/events";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<ChangeType> GAPS =
            Set.of(
                    ChangeType.GAP_CREATE,
                    ChangeType.GAP_UPDATE,
                    ChangeType.GAP_DELETE,
                    ChangeType.GAP_UNDELETE);

    private final SalesforceVendor salesforce;

    EventControl(SalesforceVendor salesforce) {
        this.salesforce = salesforce;
    }

    SandboxReply handle(SandboxRequest request) {
        return switch (request.method()) {
            case "GET" -> state();
            case "POST" -> order(request.body());
            default ->
                    ControlPlane.problem(405, "GET the state of change events, or POST an order");
        };
    }

    private SandboxReply order(byte[] body) {
        JsonNode order;
        try {
            order = JSON.readTree(body);
        } catch (IOException e) {
            return ControlPlane.problem(400, "the order is no JSON");
        }
        if (order.path("objects").isArray()) {
            List<String> unknown = salesforce.events().enable(texts(order.path("objects")));
            return unknown.isEmpty()
                    ? state()
                    : ControlPlane.problem(400, "the org has no object " + unknown.getFirst());
        }
        if (order.path("gap").isTextual()) {
            return gap(order);
        }
        if (order.path("overflow").isTextual()) {
            String object = order.path("overflow").textValue();
            return told(object, salesforce.gap(object, ChangeType.GAP_OVERFLOW, List.of()));
        }
        return bus(order);
    }

    private SandboxReply gap(JsonNode order) {
        String word = order.path("type").asText(ChangeType.GAP_UPDATE.name());
        Optional<ChangeType> type =
                Arrays.stream(ChangeType.values())
                        .filter(each -> each.name().equals(word) && GAPS.contains(each))
                        .findFirst();
        if (type.isEmpty()) {
            return ControlPlane.problem(
                    400, "type must be GAP_CREATE, GAP_UPDATE, GAP_DELETE or GAP_UNDELETE");
        }
        String object = order.path("gap").textValue();
        return told(object, salesforce.gap(object, type.get(), texts(order.path("ids"))));
    }

    private SandboxReply bus(JsonNode order) {
        if (order.path("cut").asBoolean()) {
            salesforce.subscriptions().cut();
            return state();
        }
        if (order.path("reset").asBoolean()) {
            salesforce.events().reset();
            return state();
        }
        if (order.path("deliveries").canConvertToInt()) {
            salesforce.subscriptions().allow(order.path("deliveries").intValue());
            return state();
        }
        return ControlPlane.problem(
                400,
                "send objects, gap, overflow, cut, reset or deliveries; scenarios/README.md has the orders");
    }

    private SandboxReply told(String object, boolean done) {
        return done
                ? state()
                : ControlPlane.problem(409, "no changes of " + object + " are told; switch it on");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private SandboxReply state() {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode objects = answer.putObject("kept");
        for (String object : salesforce.events().enabled()) {
            objects.put(object, salesforce.events().kept(object));
        }
        ObjectNode subscribed = answer.putObject("subscribed");
        salesforce.subscriptions().subscriptions().forEach(subscribed::put);
        answer.put("delivered", salesforce.subscriptions().delivered());
        return ControlPlane.reply(200, answer);
    }
}

package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.describe.Describe;
import dev.baton.sandbox.salesforce.describe.Layouts;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.metadata.Component;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.metadata.MetadataXml;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.util.List;
import java.util.Map;

/**
 * What pages are drawn from: layouts, list views, tabs, actions, icons, what was looked at last.
 */
final class ViewResource {
    private final Org org;
    private final RowReader reader;
    private final Layouts layouts;

    ViewResource(Org org, RowReader reader) {
        this.org = org;
        this.reader = reader;
        this.layouts = new Layouts(org, new Describe(org));
    }

    /** Below sobjects/X/describe. */
    SandboxReply described(Route route) {
        ObjectType type = reader.object(route.segment(1));
        String url =
                route.versionPath() + "/sobjects/" + type.name() + "/describe/" + route.segment(3);
        if (route.is("GET", "sobjects", "*", "describe", "layouts", "*")
                && Layouts.isMaster(route.segment(4))) {
            return Json.reply(200, layouts.page(type));
        }
        if (!route.is("GET", "sobjects", "*", "describe", "*")) {
            throw ApiException.notFound();
        }
        return switch (route.segment(3)) {
            case "layouts" -> Json.reply(200, layouts.all(type, url));
            case "compactLayouts" -> Json.reply(200, layouts.compact(type, url));
            case "approvalLayouts" -> Json.reply(200, Map.of("approvalLayouts", List.of()));
            default -> throw ApiException.notFound();
        };
    }

    /** The list views that were deployed for an object; what they list is not worked out. */
    SandboxReply listViews(Route route) {
        ObjectType type = reader.object(route.segment(1));
        String url = route.versionPath() + "/sobjects/" + type.name() + "/listviews";
        ObjectNode body = Json.object();
        ArrayNode views = Json.array();
        for (Component view : org.customization().all(MetadataType.LIST_VIEW)) {
            String name = view.fullName();
            int dot = name.indexOf('.');
            if (!name.substring(0, Math.max(0, dot)).equalsIgnoreCase(type.name())) {
                continue;
            }
            String id = org.customization().id(MetadataType.LIST_VIEW, name);
            views.addObject()
                    .put("describeUrl", url + "/" + id + "/describe")
                    .put("developerName", name.substring(dot + 1))
                    .put("id", id)
                    .put("label", label(view))
                    .put("resultsUrl", url + "/" + id + "/results")
                    .put("soqlCompatible", false)
                    .put("url", url + "/" + id);
        }
        body.put("done", true);
        body.set("listviews", views);
        body.putNull("nextRecordsUrl");
        body.put("size", views.size());
        body.put("sobjectType", type.name());
        return Json.reply(200, body);
    }

    private static String label(Component component) {
        return MetadataXml.holding(component.content()).text("label").orElse(component.fullName());
    }

    /** The tabs of custom objects that were deployed. */
    SandboxReply tabs() {
        ArrayNode tabs = Json.array();
        for (Component tab : org.customization().all(MetadataType.CUSTOM_TAB)) {
            org.schema()
                    .find(tab.fullName())
                    .filter(type -> org.access().object(type).read())
                    .ifPresent(type -> tabs.add(tab(type)));
        }
        return Json.reply(200, tabs);
    }

    private static ObjectNode tab(ObjectType type) {
        ObjectNode node = Json.object();
        node.putArray("colors");
        node.put("custom", true);
        node.putNull("iconUrl");
        node.putArray("icons");
        node.put("label", type.plural());
        node.putNull("miniIconUrl");
        node.put("name", type.name());
        node.put("sobjectName", type.name());
        node.put("timelineIconUrl", "");
        node.put("url", "/" + type.prefix() + "/o");
        return node;
    }

    /** Nobody made an action. */
    static SandboxReply actions() {
        return Json.reply(200, Json.array());
    }

    /** Icons are the vendor's own. */
    static SandboxReply theme() {
        ObjectNode body = Json.object();
        body.putArray("themeItems");
        return Json.reply(200, body);
    }

    /** Nobody looks at records here, so nothing is recent. */
    static SandboxReply recent() {
        return Json.reply(200, Json.array());
    }
}

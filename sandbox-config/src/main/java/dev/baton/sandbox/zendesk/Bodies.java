package dev.baton.sandbox.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How records look on the wire: every field the vendor sends, null where the export says nothing,
 * as recorded.
 */
final class Bodies {
    private static final ObjectNode TICKET =
            Json.constant(
                    """
            {"external_id":null,"via":{"channel":"api","source":{"from":{},"to":{},"rel":null}},
            "created_at":null,"updated_at":null,"type":null,"subject":null,"raw_subject":null,"description":null,
            "priority":null,"status":null,"recipient":null,"requester_id":null,"submitter_id":null,"assignee_id":null,
            "organization_id":null,"group_id":null,"collaborator_ids":[],"follower_ids":[],"email_cc_ids":[],
            "forum_topic_id":null,"problem_id":null,"has_incidents":false,"is_public":true,"due_at":null,"tags":[],
            "custom_fields":[],"satisfaction_rating":null,"sharing_agreement_ids":[],"custom_status_id":null,
            "fields":[],"followup_ids":[],"ticket_form_id":null,"brand_id":null,"allow_channelback":false,
            "allow_attachments":true,"from_messaging_channel":false}""");

    private static final ObjectNode METRICS =
            Json.constant(
                    """
            {"created_at":null,"updated_at":null,"group_stations":null,"assignee_stations":null,"reopens":null,
            "replies":null,"assignee_updated_at":null,"requester_updated_at":null,"status_updated_at":null,
            "initially_assigned_at":null,"assigned_at":null,"solved_at":null,"latest_comment_added_at":null,
            "reply_time_in_minutes":{"calendar":null,"business":null},
            "first_resolution_time_in_minutes":{"calendar":null,"business":null},
            "full_resolution_time_in_minutes":{"calendar":null,"business":null},
            "agent_wait_time_in_minutes":{"calendar":null,"business":null},
            "requester_wait_time_in_minutes":{"calendar":null,"business":null},
            "on_hold_time_in_minutes":{"calendar":null,"business":null},
            "reply_time_in_seconds":{"calendar":null}}""");

    private static final ObjectNode ORGANIZATION =
            Json.constant(
                    """
            {"name":null,"shared_tickets":false,"shared_comments":false,"external_id":null,"created_at":null,
            "updated_at":null,"domain_names":[],"details":null,"notes":null,"group_id":null,"tags":[],
            "organization_fields":{}}""");

    private static final ObjectNode USER =
            Json.constant(
                    """
            {"name":null,"email":null,"created_at":null,"updated_at":null,"time_zone":null,"iana_time_zone":null,
            "phone":null,"shared_phone_number":null,"photo":null,"locale_id":1,"locale":"en-US",
            "organization_id":null,"role":"end-user","verified":false,"external_id":null,"tags":[],"alias":null,
            "active":true,"shared":false,"shared_agent":false,"last_login_at":null,"two_factor_auth_enabled":null,
            "signature":null,"details":null,"notes":null,"role_type":null,"custom_role_id":null,"moderator":false,
            "ticket_restriction":null,"only_private_comments":false,"restricted_agent":true,"suspended":false,
            "default_group_id":null,"report_csv":false,"user_fields":{}}""");

    private static final ObjectNode RATING =
            Json.constant(
                    """
            {"assignee_id":null,"group_id":null,"requester_id":null,"ticket_id":null,"score":null,"created_at":null,
            "updated_at":null,"comment":null,"reason":null,"reason_id":null,"reason_code":null}""");

    /** In an export only; of no meaning to the API. */
    private static final Set<String> NOT_SERVED =
            Set.of("id", "url", "metric_set", "generated_timestamp", "deleted_at");

    private final String url;

    /**
     * @param url of the account, without a slash at the end
     */
    Bodies(String url) {
        this.url = url;
    }

    ObjectNode ticket(Version version) {
        ObjectNode body = filled("tickets", version, TICKET);
        if (body.path("raw_subject").isNull()) {
            body.set("raw_subject", body.path("subject"));
        }
        if (body.path("fields").isEmpty()) {
            body.set("fields", body.path("custom_fields"));
        }
        return body;
    }

    /** As the incremental exports show it. */
    ObjectNode exportedTicket(Version version, boolean withMetrics) {
        ObjectNode body = ticket(version).put("generated_timestamp", version.second());
        if (withMetrics) {
            body.set("metric_set", metrics(version));
        }
        return body;
    }

    ObjectNode metrics(Version version) {
        JsonNode given = version.body().path("metric_set");
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("url", url + "/api/v2/ticket_metrics/" + version.id() + ".json");
        body.put("id", version.id()).put("ticket_id", version.id());
        fill(body, given, METRICS);
        if (body.path("created_at").isNull()) {
            body.set("created_at", version.body().path("created_at"));
        }
        return body;
    }

    ObjectNode organization(Version version) {
        return filled("organizations", version, ORGANIZATION);
    }

    /** As the incremental export shows it: deleted ones are in there, marked. */
    ObjectNode exportedOrganization(Version version) {
        JsonNode deletedAt = version.body().path("deleted_at");
        return organization(version)
                .set("deleted_at", deletedAt.isTextual() ? deletedAt : NullNode.instance);
    }

    /** Deleted users stay visible, inactive. */
    ObjectNode user(Version version) {
        ObjectNode body = filled("users", version, USER);
        return version.body().path("deleted_at").isTextual() ? body.put("active", false) : body;
    }

    ObjectNode rating(Version version) {
        return filled("satisfaction_ratings", version, RATING);
    }

    ObjectNode event(MetricEvent event) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("id", event.id()).put("ticket_id", event.ticketId());
        body.put("metric", event.metric().name().toLowerCase(Locale.ROOT))
                .put("instance_id", event.instance());
        body.put("type", event.type().name().toLowerCase(Locale.ROOT));
        body.put("time", Instant.ofEpochSecond(event.second()).toString());
        if (event.minutes() != null) {
            body.putObject("status").put("calendar", event.minutes()).putNull("business");
        }
        return body;
    }

    private ObjectNode filled(String path, Version version, ObjectNode template) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("url", url + "/api/v2/" + path + "/" + version.id() + ".json")
                .put("id", version.id());
        fill(body, version.body(), template);
        return body;
    }

    /** The template's fields in its order, then what else is given. */
    private static void fill(ObjectNode body, JsonNode given, ObjectNode template) {
        for (Map.Entry<String, JsonNode> field : template.properties()) {
            JsonNode value = given.path(field.getKey());
            body.set(field.getKey(), value.isMissingNode() ? field.getValue() : value);
        }
        for (Map.Entry<String, JsonNode> field : given.properties()) {
            if (!body.has(field.getKey()) && !NOT_SERVED.contains(field.getKey())) {
                body.set(field.getKey(), field.getValue());
            }
        }
    }
}

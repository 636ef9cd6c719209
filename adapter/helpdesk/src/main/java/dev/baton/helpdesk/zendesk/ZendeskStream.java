package dev.baton.helpdesk.zendesk;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be read, and what the vendor says about each.
 *
 * <p>Field names are those of the vendor's reference and of what its API really answers; custom
 * fields lie in {@code custom_fields}, {@code user_fields} and {@code organization_fields}.
 */
enum ZendeskStream {
    /** Ordered by generated_timestamp, which moves on system updates too, unlike updated_at. */
    TICKETS(
            "/api/v2/incremental/tickets/cursor",
            "created_at",
            "generated_timestamp",
            """
            allow_attachments allow_channelback assignee_id attribute_value_ids brand_id
            collaborator_ids created_at custom_fields custom_status_id description due_at
            email_cc_ids encoded_id external_id fields follower_ids followup_ids forum_topic_id
            from_messaging_channel generated_timestamp group_id has_incidents id is_public
            metric_set organization_id priority problem_id raw_subject recipient requester_id
            result_type satisfaction_probability satisfaction_rating sharing_agreement_ids status
            subject submitter_id support_type tags ticket_form_id type updated_at url via
            via_followup_source_id"""),
    USERS(
            "/api/v2/incremental/users/cursor",
            "created_at",
            "updated_at",
            """
            active alias chat_only created_at custom_role_id default_group_id details email
            external_id iana_time_zone id last_active last_login_at locale locale_id moderator name
            notes only_private_comments organization_id permanently_deleted phone photo report_csv
            restricted_agent role role_type shared shared_agent shared_phone_number signature
            suspended tags ticket_restriction time_zone two_factor_auth_enabled updated_at url
            user_fields verified"""),
    ORGANIZATIONS(
            "/api/v2/incremental/organizations",
            "created_at",
            "updated_at",
            """
            created_at deleted_at details domain_names external_id group_id id name notes
            organization_fields shared_comments shared_tickets tags updated_at url"""),
    /** Events never change: their time is both. */
    TICKET_METRIC_EVENTS(
            "/api/v2/incremental/ticket_metric_events",
            "time",
            "time",
            "deleted group_sla id instance_id metric sla status ticket_id time type"),
    SATISFACTION_RATINGS(
            "/api/v2/satisfaction_ratings",
            "created_at",
            "updated_at",
            """
            assignee_id comment created_at group_id id reason reason_code reason_id requester_id
            score ticket_id updated_at url""");

    private final String path;
    private final String createdField;
    private final String modifiedField;
    private final String fields;

    ZendeskStream(String path, String createdField, String modifiedField, String fields) {
        this.path = path;
        this.createdField = createdField;
        this.modifiedField = modifiedField;
        this.fields = fields;
    }

    static Optional<ZendeskStream> named(String name) {
        return Arrays.stream(values()).filter(stream -> stream.streamName().equals(name)).findAny();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ZendeskStream::streamName).toList();
    }

    /** As it is called in mappings, and the key of its rows in an answer. */
    String streamName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    String path() {
        return path;
    }

    Paging paging() {
        return switch (this) {
            case TICKETS, USERS -> new CursorExport();
            case ORGANIZATIONS, TICKET_METRIC_EVENTS -> new TimeExport();
            case SATISFACTION_RATINGS -> new RatingListing();
        };
    }

    /** Whether the vendor's limit for incremental exports holds; they are for admins alone. */
    boolean isExport() {
        return !(paging() instanceof RatingListing);
    }

    String createdField() {
        return createdField;
    }

    /** ISO-8601 text, or epoch seconds as a number. */
    String modifiedField() {
        return modifiedField;
    }

    /** What may be asked for at the top level of a row. */
    List<String> fields() {
        return List.of(fields.split("\\s+"));
    }

    /** The members of a row that {@link #isDeleted} looks at. */
    List<String> deletionFields() {
        return switch (this) {
            case TICKETS -> List.of("status");
            case USERS -> List.of("active");
            case ORGANIZATIONS -> List.of("deleted_at");
            case TICKET_METRIC_EVENTS -> List.of("deleted");
            case SATISFACTION_RATINGS -> List.of();
        };
    }

    /** Whether the row says that its record is gone. */
    boolean isDeleted(Map<String, @Nullable Object> row) {
        return switch (this) {
            case TICKETS -> "deleted".equals(row.get("status"));
            case USERS -> Boolean.FALSE.equals(row.get("active"));
            case ORGANIZATIONS -> row.get("deleted_at") != null;
            // A breach that was taken back.
            case TICKET_METRIC_EVENTS -> Boolean.TRUE.equals(row.get("deleted"));
            case SATISFACTION_RATINGS -> false;
        };
    }
}

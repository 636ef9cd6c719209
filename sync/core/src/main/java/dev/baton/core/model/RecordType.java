package dev.baton.core.model;

import static dev.baton.core.model.FieldSpec.event;
import static dev.baton.core.model.FieldSpec.fixed;
import static dev.baton.core.model.FieldSpec.state;
import static dev.baton.core.model.FieldType.LABELS;
import static dev.baton.core.model.FieldType.MOMENT;
import static dev.baton.core.model.FieldType.MOMENTS;
import static dev.baton.core.model.FieldType.NUMBER;
import static dev.baton.core.model.FieldType.DAY;
import static dev.baton.core.model.FieldType.TEXT;
import static dev.baton.core.model.FieldType.TRUTH;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of canonical record, each with the fields that have a meaning of their own. A mapping
 * fills those it can and may declare more.
 */
public enum RecordType {
    ACCOUNT(
            "customer",
            fixed("external_id", TEXT),
            state("name", TEXT),
            state("owner", TEXT),
            state("csm", TEXT),
            state("segment", TEXT),
            state("parent", TEXT),
            state("value", NUMBER),
            state("renewal_on", DAY),
            event("left_on", DAY),
            state("override_band", TEXT),
            state("override_until", DAY)),
    CONTACT(
            "person",
            state("role", TEXT),
            state("primary", TRUTH),
            state("active", TRUTH),
            event("left_at", MOMENT)),
    OPPORTUNITY(
            "deal",
            state("name", TEXT),
            state("kind", TEXT),
            state("owner", TEXT),
            state("sales_owner", TEXT),
            state("stage", TEXT),
            event("stage_entered", MOMENTS),
            state("amount", NUMBER),
            state("probability", NUMBER),
            state("closes_on", DAY),
            event("won_at", MOMENT),
            event("lost_at", MOMENT),
            state("reason", TEXT),
            state("reason_detail", TEXT)),
    TICKET(
            "ticket",
            state("status", TEXT),
            state("priority", TEXT),
            state("labels", LABELS),
            state("themes", LABELS),
            state("reopens", NUMBER),
            event("first_replied_at", MOMENT),
            event("solved_at", MOMENTS)),
    USAGE("usage figure", fixed("metric", TEXT), fixed("value", NUMBER), event("on", DAY)),
    SURVEY("rating", fixed("kind", TEXT), state("score", NUMBER), event("answered_at", MOMENT)),
    ACTIVITY(
            "activity",
            fixed("kind", TEXT),
            state("owner", TEXT),
            state("done", TRUTH),
            state("due_on", DAY),
            event("held_at", MOMENT)),
    STAKEHOLDER(
            "stakeholder",
            fixed("deal", TEXT),
            state("role", TEXT),
            state("contact", TEXT),
            state("primary", TRUTH)),
    LINE(
            "sold line",
            fixed("deal", TEXT),
            state("product", TEXT),
            state("quantity", NUMBER),
            state("amount", NUMBER),
            state("starts_on", DAY),
            state("months", NUMBER)),
    PROMISE(
            "promise",
            fixed("deal", TEXT),
            state("text", TEXT),
            state("owner", TEXT),
            state("due_on", DAY));

    private final String noun;

    @SuppressWarnings("ImmutableEnumChecker") // List.of never changes
    private final List<FieldSpec> standardFields;

    RecordType(String noun, FieldSpec... standardFields) {
        this.noun = noun;
        this.standardFields = List.of(standardFields);
    }

    /** The name used in mappings: {@code ticket}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a person calls one of them; the plural adds an s. */
    public String noun() {
        return noun;
    }

    /** The field that says how a record stands, null for a type that has none. */
    public @Nullable String stateField() {
        return switch (this) {
            case TICKET -> "status";
            case OPPORTUNITY -> "stage";
            case ACCOUNT, CONTACT, USAGE, SURVEY, ACTIVITY, STAKEHOLDER, LINE, PROMISE -> null;
        };
    }

    /** Whether each names the deal that it belongs to in its field {@code deal}. */
    public boolean isOfDeal() {
        return this == STAKEHOLDER || this == LINE || this == PROMISE;
    }

    public List<FieldSpec> standardFields() {
        return standardFields;
    }

    public static Optional<RecordType> named(String word) {
        for (RecordType type : values()) {
            if (type.word().equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}

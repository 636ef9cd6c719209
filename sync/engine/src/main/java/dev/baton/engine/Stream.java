package dev.baton.engine;

import dev.baton.core.plan.Digests;
import dev.baton.engine.store.StreamKey;
import dev.baton.port.StreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One stream to pull: what to ask for, and how its records land.
 *
 * @param parent the id of the record that a record belongs to, from its fields; null for none
 * @param landing changes whenever what lands of a record does
 * @param personal dotted paths that land as keyed hashes
 * @param ours what is ours in its records
 * @param rereadDays after how many days it is read anew from its beginning, null for never
 */
record Stream(
        StreamKey key,
        StreamRequest request,
        Function<Map<String, @Nullable Object>, @Nullable String> parent,
        String landing,
        List<String> personal,
        Ours ours,
        @Nullable Integer rereadDays) {

    Stream {
        personal = List.copyOf(personal);
    }

    /**
     * Fields that are ours: they are no facts about the customer, but what the CRM holds.
     *
     * @param fields empty when nothing is ours
     * @param key the field that names a record of ours, null where the record's id does; a record
     *     without a key is not ours
     * @param guarded a field of ours that people write in, too: what they wrote is not kept
     */
    record Ours(List<String> fields, @Nullable String key, @Nullable String guarded) {
        static final Ours NONE = new Ours(List.of(), null, null);

        /** Tells a record that is gone; no field of a CRM is called so. */
        static final String DELETED = "(deleted)";

        Ours {
            fields = List.copyOf(fields);
        }
    }

    /** Read anew only when what is asked for changes. */
    Stream(
            StreamKey key,
            StreamRequest request,
            Function<Map<String, @Nullable Object>, @Nullable String> parent,
            String landing,
            List<String> personal,
            Ours ours) {
        this(key, request, parent, landing, personal, ours, null);
    }

    /** Everything to ask the source for. */
    StreamRequest whole() {
        var fields = new ArrayList<>(request.fields());
        ours.fields().stream().filter(field -> !fields.contains(field)).forEach(fields::add);
        return request.asking(fields).holding(ours.fields());
    }

    /** The same with one more field of those that tell what the CRM holds. */
    Stream telling(String field) {
        var fields = new ArrayList<>(ours.fields());
        fields.add(field);
        return new Stream(
                key,
                request,
                parent,
                landing,
                personal,
                new Ours(fields, ours.key(), ours.guarded()),
                rereadDays);
    }

    /** Of what is asked for and what lands of it; another one means a new backfill. */
    String fingerprint() {
        var texts = new ArrayList<>(whole().fields());
        texts.sort(null);
        texts.add("landing");
        texts.add(landing);
        texts.add("personal");
        texts.addAll(personal);
        return Digests.of(texts);
    }
}

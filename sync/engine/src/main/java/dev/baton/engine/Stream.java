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
 * @param held fields that are ours: they are no facts about the customer, but what the CRM holds
 */
record Stream(
        StreamKey key,
        StreamRequest request,
        Function<Map<String, @Nullable Object>, @Nullable String> parent,
        String landing,
        List<String> personal,
        List<String> held) {

    Stream {
        personal = List.copyOf(personal);
        held = List.copyOf(held);
    }

    /** Everything to ask the source for. */
    StreamRequest whole() {
        var fields = new ArrayList<>(request.fields());
        fields.addAll(held);
        return new StreamRequest(request.stream(), fields);
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

package dev.baton.crm.salesforce.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What we made in an org. Nothing that does not stand here is ever changed or taken away by us. It
 * is written down before a deployment and once more after it, so that a run that broke off in
 * between knows its own traces.
 *
 * @param org the org's id, 18 characters
 * @param done false while a deployment is under way, or broke off
 * @param components what is in the org, with the digest of the version that was deployed
 * @param assignments what we gave to whom
 */
public record Manifest(
        String org,
        boolean done,
        SortedMap<Component.Id, String> components,
        SortedSet<Assignment> assignments) {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(com.fasterxml.jackson.databind.SerializationFeature.INDENT_OUTPUT)
                    .build();

    public Manifest {
        components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
        assignments = Collections.unmodifiableSortedSet(new TreeSet<>(assignments));
    }

    /** Of an org that holds nothing of ours yet. */
    public static Manifest none(String org) {
        return new Manifest(org, true, new TreeMap<>(), new TreeSet<>());
    }

    /** With these under way. What is ours already stays so, whatever the new version brings. */
    public Manifest intending(Collection<Component> more) {
        return new Manifest(org, false, with(more), assignments);
    }

    /** With all of it in the org. */
    public Manifest finished() {
        return new Manifest(org, true, components, assignments);
    }

    /** Takes over what is in the org already, at these versions. */
    public Manifest adopting(Collection<Component> there) {
        return new Manifest(org, done, with(there), assignments);
    }

    private SortedMap<Component.Id, String> with(Collection<Component> more) {
        var all = new TreeMap<>(components);
        more.forEach(component -> all.put(component.id(), component.digest()));
        return all;
    }

    public Manifest with(Assignment assignment) {
        var all = new TreeSet<>(assignments);
        all.add(assignment);
        return new Manifest(org, done, components, all);
    }

    public Manifest without(Assignment assignment) {
        var all = new TreeSet<>(assignments);
        all.remove(assignment);
        return new Manifest(org, done, components, all);
    }

    /** Without these, which are gone. */
    public Manifest withoutComponents(Collection<Component.Id> gone) {
        var left = new TreeMap<>(components);
        gone.forEach(left::remove);
        return new Manifest(org, done, left, assignments);
    }

    /** As a JSON document. */
    public String text() {
        ObjectNode root = JSON.createObjectNode();
        root.put("org", org).put("done", done);
        ArrayNode all = root.putArray("components");
        components.forEach(
                (id, digest) ->
                        all.addObject()
                                .put("type", id.type())
                                .put("name", id.name())
                                .put("digest", digest));
        ArrayNode given = root.putArray("assignments");
        assignments.forEach(
                each ->
                        given.addObject()
                                .put("kind", each.kind().name())
                                .put("name", each.name())
                                .put("user", each.user()));
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is JSON", e);
        }
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static Manifest parse(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            var components = new TreeMap<Component.Id, String>();
            for (JsonNode each : root.required("components")) {
                components.put(
                        new Component.Id(word(each, "type"), word(each, "name")),
                        word(each, "digest"));
            }
            var assignments = new TreeSet<Assignment>();
            for (JsonNode each : root.required("assignments")) {
                assignments.add(
                        new Assignment(
                                Assignment.Kind.valueOf(word(each, "kind")),
                                word(each, "name"),
                                word(each, "user")));
            }
            boolean done = root.required("done").asBoolean();
            return new Manifest(word(root, "org"), done, components, assignments);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }

    private static String word(JsonNode node, String name) {
        String word = node.required(name).asText();
        if (word.isBlank()) {
            throw new IllegalArgumentException("an empty " + name);
        }
        return word;
    }

    /** How many there are of each type. */
    public SortedMap<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        for (Map.Entry<Component.Id, String> each : components.entrySet()) {
            counts.merge(each.getKey().type(), 1, Integer::sum);
        }
        return counts;
    }
}

package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code @{ref.id}}: values of earlier answers within a composite request. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("@\\{([^}.\\[]+)([^}]*)}");
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[(\\d{1,6})]");

    private final Map<String, JsonNode> answers = new HashMap<>();

    /** A reference that leads to no value. */
    static final class NoValue extends Exception {
        private static final long serialVersionUID = 1L;

        NoValue(String path, String reference) {
            super("Invalid reference specified. No value for " + path + " found in " + reference);
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    void put(String reference, JsonNode answer) {
        answers.put(reference, answer);
    }

    /** The text with each reference replaced by its value. */
    String in(String text) throws NoValue {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String value = value(matcher.group(1), matcher.group(2)).asText();
            matcher.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(out).toString();
    }

    /** The tree with each reference in its texts replaced. */
    @Nullable JsonNode in(@Nullable JsonNode node) throws NoValue {
        return switch (node) {
            case null -> null;
            case TextNode text -> TextNode.valueOf(in(text.textValue()));
            case ObjectNode object -> {
                ObjectNode out = object.objectNode();
                for (Map.Entry<String, JsonNode> entry : object.properties()) {
                    out.set(entry.getKey(), in(entry.getValue()));
                }
                yield out;
            }
            case ArrayNode array -> {
                ArrayNode out = array.arrayNode();
                for (JsonNode item : array) {
                    out.add(in(item));
                }
                yield out;
            }
            default -> node;
        };
    }

    private JsonNode value(String reference, String path) throws NoValue {
        JsonNode at = answers.get(reference);
        Matcher steps = STEP.matcher(path);
        int end = 0;
        while (at != null && steps.find() && steps.start() == end) {
            end = steps.end();
            at =
                    steps.group(1) != null
                            ? at.get(steps.group(1))
                            : at.get(Integer.parseInt(steps.group(2)));
        }
        if (at == null || !at.isValueNode() || at.isNull() || end != path.length()) {
            throw new NoValue(reference + path, reference);
        }
        return at;
    }
}

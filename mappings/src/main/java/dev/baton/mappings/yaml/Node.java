package dev.baton.mappings.yaml;

import java.util.List;

/** A piece of YAML and where it stands. Keys of a mapping are texts, each there once. */
public sealed interface Node {

    Position at();

    /** What it is, for a person: {@code a list}, {@code the text "no"}. */
    String words();

    /** What YAML 1.2 takes a scalar for: {@code no} is a text, {@code 010} the number ten. */
    enum Kind {
        TEXT,
        NUMBER,
        TRUTH,
        NOTHING
    }

    /**
     * A single value.
     *
     * @param text as written, quotes and escapes resolved
     */
    record Scalar(Position at, Kind kind, String text, Style style) implements Node {
        @Override
        public String words() {
            return switch (kind) {
                case TEXT -> "the text \"" + shortened(text) + "\"";
                case NUMBER -> "the number " + shortened(text);
                case TRUTH -> text;
                case NOTHING -> "nothing";
            };
        }

        private static String shortened(String text) {
            String line = text.strip().replaceAll("\\s+", " ");
            return line.length() <= 40 ? line : line.substring(0, 39) + "…";
        }
    }

    /** How a scalar is written; its text can be found again in the file by it. */
    enum Style {
        PLAIN,
        QUOTED,
        LITERAL,
        FOLDED
    }

    record Sequence(Position at, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String words() {
            return "a list";
        }
    }

    record Mapping(Position at, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String words() {
            return "a mapping";
        }
    }

    record Entry(Scalar key, Node value) {
        public String name() {
            return key.text();
        }
    }
}

package dev.baton.mappings.yaml;

import dev.baton.mappings.yaml.Node.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML 1.2 document into nodes. Anchors, aliases and tags are refused: a mapping is read
 * by people, who see what is written where it counts; and they are how small files become large.
 */
public final class YamlReader {
    /** Longest text taken, in characters. */
    public static final int MOST_CHARACTERS = 256 * 1024;

    static final int MOST_DEPTH = 20;
    static final int MOST_NODES = 20_000;

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(MOST_CHARACTERS).build();

    /** Stops reading at the first thing that cannot be read past. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Position at;
        private final String fix;

        Unreadable(Event event, String what, String fix) {
            super(what);
            this.at = position(event);
            this.fix = fix;
        }
    }

    private final Iterator<Event> events;
    private final Problems.InFile problems;
    private final ScalarResolver resolver = new CoreSchema().getScalarResolver();
    private int nodes;

    private YamlReader(Iterator<Event> events, Problems.InFile problems) {
        this.events = events;
        this.problems = problems;
    }

    /** The document's node, or null when it cannot be read; then a problem says why. */
    public static @Nullable Node read(String text, Problems.InFile problems) {
        if (text.length() > MOST_CHARACTERS) {
            problems.error(
                    Position.START,
                    "the file is longer than " + MOST_CHARACTERS / 1024 + " KiB",
                    "split it");
            return null;
        }
        try {
            Iterator<Event> events = new Parse(SETTINGS).parseString(text).iterator();
            return new YamlReader(events, problems).document();
        } catch (Unreadable unreadable) {
            problems.error(unreadable.at, String.valueOf(unreadable.getMessage()), unreadable.fix);
        } catch (MarkedYamlEngineException malformed) {
            problems.error(
                    malformed.getProblemMark().map(YamlReader::position).orElse(Position.START),
                    "not YAML: " + malformed.getProblem(),
                    "mend the line, or the one before it");
        } catch (YamlEngineException malformed) {
            problems.error(
                    Position.START,
                    "not YAML: the file holds a character that YAML does not allow",
                    "save it as plain UTF-8 text");
        }
        return null;
    }

    private @Nullable Node document() throws Unreadable {
        events.next(); // the stream's start
        Event start = events.next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            problems.error(Position.START, "the file is empty", "write a mapping");
            return null;
        }
        Node root = node(events.next(), 1);
        events.next(); // the document's end
        Event end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw new Unreadable(end, "a second document begins", "keep one document a file");
        }
        return root;
    }

    private Node node(Event event, int depth) throws Unreadable {
        if (++nodes > MOST_NODES) {
            throw new Unreadable(event, "more than " + MOST_NODES + " values", "split the file");
        }
        if (depth > MOST_DEPTH) {
            throw new Unreadable(
                    event, "nested deeper than " + MOST_DEPTH + " levels", "flatten it");
        }
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> {
                refuse(start, start.getAnchor(), start.getTag());
                yield sequence(start, depth);
            }
            case MappingStartEvent start -> {
                refuse(start, start.getAnchor(), start.getTag());
                yield mapping(start, depth);
            }
            case AliasEvent alias ->
                    throw new Unreadable(
                            alias, "an alias (*) stands here", "write the value out again");
            default -> throw new IllegalStateException("no node: " + event.getEventId());
        };
    }

    private static void refuse(Event event, Optional<Anchor> anchor, Optional<String> tag)
            throws Unreadable {
        if (anchor.isPresent()) {
            throw new Unreadable(event, "an anchor (&) stands here", "remove it");
        }
        if (tag.isPresent()) {
            throw new Unreadable(event, "a tag (!) stands here", "remove it");
        }
    }

    private Node.Scalar scalar(ScalarEvent event) throws Unreadable {
        refuse(event, event.getAnchor(), event.getTag());
        Tag tag = resolver.resolve(event.getValue(), event.isPlain());
        return new Node.Scalar(position(event), kind(tag), event.getValue(), style(event));
    }

    private static Kind kind(Tag tag) {
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return Kind.NUMBER;
        }
        if (tag.equals(Tag.BOOL)) {
            return Kind.TRUTH;
        }
        return tag.equals(Tag.NULL) ? Kind.NOTHING : Kind.TEXT;
    }

    private static Node.Style style(ScalarEvent event) {
        return switch (event.getScalarStyle()) {
            case PLAIN -> Node.Style.PLAIN;
            case SINGLE_QUOTED, DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Node.Style.QUOTED;
            case LITERAL -> Node.Style.LITERAL;
            case FOLDED -> Node.Style.FOLDED;
        };
    }

    private Node sequence(Event start, int depth) throws Unreadable {
        var items = new ArrayList<Node>();
        for (Event event = events.next();
                event.getEventId() != Event.ID.SequenceEnd;
                event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new Node.Sequence(position(start), items);
    }

    private Node mapping(Event start, int depth) throws Unreadable {
        List<Node.Entry> entries = new ArrayList<>();
        var names = new HashSet<String>();
        for (Event event = events.next();
                event.getEventId() != Event.ID.MappingEnd;
                event = events.next()) {
            if (!(node(event, depth + 1) instanceof Node.Scalar key)) {
                throw new Unreadable(event, "a key is a text", "name it");
            }
            Node value = node(events.next(), depth + 1);
            if (names.add(key.text())) {
                entries.add(new Node.Entry(key, value));
            } else {
                problems.error(key.at(), key.text() + " is there twice", "remove one of the two");
            }
        }
        return new Node.Mapping(position(start), entries);
    }

    private static Position position(Event event) {
        return event.getStartMark().map(YamlReader::position).orElse(Position.START);
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}

package dev.baton.mappings;

import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads {@code connections.yaml}, and finds its streams for the other files. */
final class Connections {
    private static final String NAME = "[a-z][a-z0-9_]{0,39}";
    private static final String STREAM = "[A-Za-z][A-Za-z0-9_]{0,79}";

    private static final int MOST_DAYS = 400;

    private final SortedMap<String, Connection> byName = new TreeMap<>();
    private final SortedMap<StreamName, Position> places = new TreeMap<>();
    private final Set<StreamName> used = new HashSet<>();
    private final Problems.InFile problems;

    private final boolean there;

    private Connections(Problems.InFile problems, boolean there) {
        this.problems = problems;
        this.there = there;
    }

    /**
     * Reads what can be read.
     *
     * @param node null when the file is not there or cannot be read, told
     */
    static Connections read(@Nullable Node node, Problems.InFile problems) {
        var connections = new Connections(problems, node != null);
        Section section = node == null ? null : Section.open(node, Shapes.CONNECTIONS, problems);
        Node entries = section == null ? null : section.node("connections");
        if (entries != null) {
            Section.entries(
                            entries,
                            "connections by name",
                            "write NAME: {type: …, streams: […]}",
                            problems)
                    .forEach(connections::add);
        }
        return connections;
    }

    private void add(Node.Entry entry) {
        if (!entry.name().matches(NAME)) {
            problems.error(
                    entry.key().at(),
                    "a connection's name is lower case letters, digits and underscores",
                    "rename it");
        }
        Section section = Section.open(entry.value(), Shapes.CONNECTION, problems);
        if (section == null) {
            return;
        }
        String type = section.word("type", Connection.TYPES);
        byName.put(
                entry.name(),
                type != null && TableReader.SHAPES.containsKey(type)
                        ? ofTables(entry.name(), type, section)
                        : ofObjects(entry.name(), type == null ? "" : type, section));
    }

    /** A system that knows its own records. */
    private Connection ofObjects(String name, String type, Section section) {
        var streams = new ArrayList<String>();
        for (Node item : section.items("streams", "stream names")) {
            String stream = Section.text(item, problems);
            if (stream != null && streamIsGood(stream, streams, item.at())) {
                streams.add(stream);
                places.put(new StreamName(name, stream), item.at());
            }
        }
        return new Connection(
                name, type, streams, new TreeMap<>(), staleAfter(section), timeZone(section));
    }

    /** Files or a database: the mapping says what makes a record of a row. */
    private Connection ofTables(String name, String type, Section section) {
        var streams = new ArrayList<String>();
        var tables = new TreeMap<String, Table>();
        Node node = section.node("streams");
        String fix = "write STREAM: {key: [COLUMN, …]}";
        for (Node.Entry entry :
                node == null
                        ? List.<Node.Entry>of()
                        : Section.entries(node, "streams by name", fix, problems)) {
            Table table = new TableReader(problems).read(type, entry.value());
            if (streamIsGood(entry.name(), streams, entry.key().at())) {
                streams.add(entry.name());
                places.put(new StreamName(name, entry.name()), entry.key().at());
                if (table != null) {
                    tables.put(entry.name(), table);
                }
            }
        }
        return new Connection(name, type, streams, tables, staleAfter(section), timeZone(section));
    }

    private @Nullable Integer staleAfter(Section section) {
        Double days = section.number("stale_after_days");
        if (days != null && (days < 1 || days > MOST_DAYS || days != Math.rint(days))) {
            problems.error(
                    section.at("stale_after_days"),
                    "expected a whole number of days from 1 to " + MOST_DAYS,
                    "write how long the source may bring nothing new, for example 14");
            return null;
        }
        return days == null ? null : days.intValue();
    }

    private ZoneId timeZone(Section section) {
        String zone = section.has("time_zone") ? section.text("time_zone") : null;
        if (zone == null) {
            return ZoneOffset.UTC;
        }
        // An offset would be wrong for half of the year in most places.
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            problems.error(
                    section.at("time_zone"),
                    "there is no time zone " + zone,
                    Nearest.to(zone, ZoneId.getAvailableZoneIds().stream().sorted().toList())
                            .map(near -> "did you mean " + near + "?")
                            .orElse(
                                    "write it as the org's company information has it: Europe/Rome"));
            return ZoneOffset.UTC;
        }
        return ZoneId.of(zone);
    }

    private boolean streamIsGood(String stream, List<String> others, Position at) {
        if (!stream.matches(STREAM)) {
            problems.error(at, stream + " is no stream's name", "use the source's own name of it");
        } else if (others.contains(stream)) {
            problems.error(at, stream + " is there twice", "remove one of the two");
        } else {
            return true;
        }
        return false;
    }

    SortedMap<String, Connection> byName() {
        return byName;
    }

    /** The type of a connection that was found. */
    String system(String connection) {
        Connection found = byName.get(connection);
        return found == null ? "" : found.type();
    }

    /** What makes records of a stream's rows; null for a system that knows its own records. */
    @Nullable Table table(StreamName name) {
        Connection found = byName.get(name.connection());
        return found == null ? null : found.tables().get(name.stream());
    }

    /** The stream that a text names; null when it names none, told in the file where it stands. */
    @Nullable StreamName find(String text, Position at, Problems.InFile where) {
        String[] parts = text.split("\\.", 2);
        if (parts.length != 2 || !parts[1].matches(STREAM)) {
            where.error(
                    at, text + " names no stream", "write CONNECTION.STREAM, as helpdesk.tickets");
            return null;
        }
        var name = new StreamName(parts[0], parts[1]);
        used.add(name);
        Connection connection = byName.get(name.connection());
        if (connection != null && connection.streams().contains(name.stream())) {
            return name;
        }
        if (there && problems.clean()) {
            tellUnknown(name, connection, at, where);
            return null;
        }
        return name;
    }

    private void tellUnknown(
            StreamName name, @Nullable Connection connection, Position at, Problems.InFile where) {
        if (connection == null) {
            where.error(
                    at,
                    "there is no connection " + name.connection(),
                    Nearest.fix(name.connection(), byName.keySet()));
        } else {
            where.error(
                    at,
                    "connection " + name.connection() + " has no stream " + name.stream(),
                    Nearest.to(name.stream(), connection.streams())
                            .map(near -> "did you mean " + name.connection() + "." + near + "?")
                            .orElse("add it to connections.yaml"));
        }
    }

    /** Streams that would be read for nobody. */
    void warnOfUnused() {
        for (StreamName name : new TreeSet<>(places.keySet())) {
            Position at = places.get(name);
            if (!used.contains(name) && at != null) {
                problems.warning(at, "no source uses " + name, "remove it, or map it");
            }
        }
    }
}

package dev.baton.mappings;

import dev.baton.mappings.SourceDraft.Purpose;
import dev.baton.mappings.SourceDraft.Use;
import dev.baton.mappings.translate.SourcePath;
import dev.baton.port.StreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers what all sources use of each stream: a stream is read and landed once. */
final class StreamBook {
    private record Placed(Use use, SourceDraft draft) {}

    private final Connections connections;
    private final SortedMap<StreamName, List<Placed>> uses = new TreeMap<>();

    StreamBook(Connections connections, List<SourceDraft> drafts) {
        this.connections = connections;
        for (SourceDraft draft : drafts) {
            if (draft.from() != null) {
                uses.computeIfAbsent(draft.from(), unused -> new ArrayList<>());
            }
            for (Use use : draft.uses()) {
                uses.computeIfAbsent(use.stream(), unused -> new ArrayList<>())
                        .add(new Placed(use, draft));
            }
        }
    }

    /** Tells where two uses of a stream contradict each other. */
    void check() {
        uses.values()
                .forEach(
                        all -> {
                            checkParents(all);
                            checkHashes(all);
                            checkKeys(all);
                        });
    }

    private static void checkParents(List<Placed> all) {
        Use first = null;
        for (Placed placed : all) {
            Use use = placed.use();
            if (use.purpose() != Purpose.PARENT && use.purpose() != Purpose.PARENT_KEY) {
                continue;
            }
            if (first == null) {
                first = use;
            } else if (!first.path().equals(use.path()) || first.purpose() != use.purpose()) {
                placed.draft()
                        .problems()
                        .error(
                                use.at(),
                                use.stream() + " names its parent in " + first.path() + " already",
                                "use the same key");
            }
        }
    }

    /** What is hashed somewhere is in the clear nowhere. */
    private static void checkHashes(List<Placed> all) {
        for (Placed hashed : all) {
            for (Placed other : all) {
                if (hashed.use().purpose() == Purpose.HASHED
                        && other.use().purpose() != Purpose.HASHED
                        && overlap(hashed.use().path(), other.use().path())) {
                    other.draft()
                            .problems()
                            .error(
                                    other.use().at(),
                                    other.use().path() + " is hashed elsewhere and read here",
                                    "read another path, or add hash: true here too");
                }
            }
        }
    }

    /** A key's texts stand in ids, which people see. */
    private void checkKeys(List<Placed> all) {
        for (Placed placed : all) {
            Use use = placed.use();
            Table table = connections.table(use.stream());
            if (use.purpose() == Purpose.HASHED
                    && table != null
                    && table.key().contains(use.path())) {
                placed.draft()
                        .problems()
                        .error(
                                use.at(),
                                use.path() + " is a key column, whose text stands in ids",
                                "take it out of the key, or hash it in the file or the query");
            }
        }
    }

    private static boolean overlap(String one, String other) {
        return (one + ".").startsWith(other + ".") || (other + ".").startsWith(one + ".");
    }

    MappedStream stream(StreamName name) {
        List<Placed> all = uses.getOrDefault(name, List.of());
        var hashed = new TreeSet<String>();
        var paths = new TreeSet<String>();
        MappedStream.Parent parent = null;
        for (Placed placed : all) {
            paths.add(placed.use().path());
            switch (placed.use().purpose()) {
                case READ -> {}
                case HASHED -> hashed.add(placed.use().path());
                case PARENT -> parent = new MappedStream.Parent(placed.use().path(), false);
                case PARENT_KEY -> parent = new MappedStream.Parent(placed.use().path(), true);
            }
        }
        return mapped(name, paths, hashed, parent);
    }

    private MappedStream mapped(
            StreamName name,
            SortedSet<String> paths,
            SortedSet<String> hashed,
            MappedStream.@Nullable Parent parent) {
        return new MappedStream(
                name.connection(),
                connections.system(name.connection()),
                new StreamRequest(name.stream(), SourcePath.covering(paths)),
                hashed,
                parent,
                connections.table(name));
    }

    /** Every stream that something reads, in alphabetical order. */
    List<MappedStream> all() {
        return uses.keySet().stream().map(this::stream).toList();
    }
}

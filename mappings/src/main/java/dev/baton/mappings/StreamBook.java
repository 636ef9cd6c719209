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
    private final SortedMap<StreamName, Integer> rereads = new TreeMap<>();

    StreamBook(Connections connections, List<SourceDraft> drafts) {
        this.connections = connections;
        for (SourceDraft draft : drafts) {
            if (draft.from() != null) {
                uses.computeIfAbsent(draft.from(), unused -> new ArrayList<>());
            }
            Integer days = draft.rereadDays();
            if (days != null) {
                rereads(draft).forEach(each -> rereads.merge(each, days, Math::min));
            }
            for (Use use : draft.uses()) {
                uses.computeIfAbsent(use.stream(), unused -> new ArrayList<>())
                        .add(new Placed(use, draft));
            }
        }
    }

    /** The streams that a source reads. */
    private static SortedSet<StreamName> rereads(SourceDraft draft) {
        var streams = new TreeSet<StreamName>();
        if (draft.from() != null) {
            streams.add(draft.from());
        }
        draft.children().forEach(child -> streams.add(child.from()));
        return streams;
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
                        && Hidden.overlap(hashed.use().path(), other.use().path())) {
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

    MappedStream stream(StreamName name) {
        List<Placed> all = uses.getOrDefault(name, List.of());
        var hashed = new TreeSet<String>();
        var places = new TreeMap<String, SortedSet<String>>();
        MappedStream.Parent parent = null;
        for (Placed placed : all) {
            places.computeIfAbsent(placed.use().path(), unused -> new TreeSet<>())
                    .add(placed.draft().problems().place(placed.use().at()));
            switch (placed.use().purpose()) {
                case READ -> {}
                case HASHED -> hashed.add(placed.use().path());
                case PARENT -> parent = new MappedStream.Parent(placed.use().path(), false);
                case PARENT_KEY -> parent = new MappedStream.Parent(placed.use().path(), true);
            }
        }
        return mapped(name, places, hashed, parent);
    }

    private MappedStream mapped(
            StreamName name,
            SortedMap<String, SortedSet<String>> places,
            SortedSet<String> hashed,
            MappedStream.@Nullable Parent parent) {
        return new MappedStream(
                name.connection(),
                connections.system(name.connection()),
                new StreamRequest(
                        name.stream(),
                        SourcePath.covering(places.keySet()),
                        null,
                        rereads.containsKey(name)),
                hashed,
                parent,
                connections.table(name),
                rereads.get(name),
                places);
    }

    /** Every stream that something reads, in alphabetical order. */
    List<MappedStream> all() {
        return uses.keySet().stream().map(this::stream).toList();
    }
}

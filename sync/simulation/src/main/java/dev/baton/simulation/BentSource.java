package dev.baton.simulation;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.Finding;
import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import dev.baton.port.StreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bugs that lie between engine and source. */
final class BentSource implements Source {
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final PlantedBug bug;
    private final Source source;
    private final World world;
    private final Map<String, Set<String>> seen = new TreeMap<>();

    BentSource(PlantedBug bug, Source source, World world) {
        this.bug = bug;
        this.source = source;
        this.world = world;
    }

    @Override
    public String system() {
        return source.system();
    }

    @Override
    public Instant serverTime() throws AdapterException {
        Instant told = source.serverTime();
        return bug == PlantedBug.TIME_OF_OUR_HOST ? world.time().ofHost() : told;
    }

    @Override
    public Page read(StreamRequest request, @Nullable Cursor cursor) throws AdapterException {
        return switch (bug) {
            case NO_OVERLAP -> withoutOverlap(source.read(request, cursor));
            case PAGE_LEFT_OUT -> second(request, source.read(request, cursor));
            case ABSENCE_IS_DELETION -> absent(request, source.read(request, cursor));
            case EXPIRED_CURSOR_BEGINS_NOW -> beginningNow(request, cursor);
            case FAILED_SOURCE_TAKEN_AS_EMPTY -> orNothing(request, cursor);
            default -> source.read(request, cursor);
        };
    }

    private static Page withoutOverlap(Page page) {
        String[] words = page.next().value().split(" ", -1);
        if (words.length != 3 || !words[1].equals("wait")) {
            return page;
        }
        var next = new Cursor("1 wait " + Instant.parse(words[2]).plus(OVERLAP));
        return new Page(page.records(), page.unreadable(), next, page.last(), page.serverTime());
    }

    private Page second(StreamRequest request, Page first) throws AdapterException {
        return first.last() ? first : source.read(request, first.next());
    }

    /** What an increment does not bring is taken for deleted. */
    private Page absent(StreamRequest request, Page page) {
        Set<String> known = world.known(request.stream());
        Set<String> walked = seen.computeIfAbsent(request.stream(), unused -> new HashSet<>());
        page.records().forEach(record -> walked.add(record.id()));
        var records = new ArrayList<>(page.records());
        if (page.last()) {
            for (String id : known) {
                if (!walked.contains(id)) {
                    records.add(new RawRecord(id, null, page.serverTime(), true, Map.of()));
                }
            }
            known.addAll(walked);
        }
        return new Page(records, page.unreadable(), page.next(), page.last(), page.serverTime());
    }

    private Page beginningNow(StreamRequest request, @Nullable Cursor cursor)
            throws AdapterException {
        try {
            return source.read(request, cursor);
        } catch (AdapterException e) {
            if (e.category() != Category.EXPIRED_CURSOR) {
                throw e;
            }
            var now = new Cursor("after:" + world.desk().cursorOfNow());
            return new Page(List.of(), List.of(), now, true, world.time().now());
        }
    }

    private Page orNothing(StreamRequest request, @Nullable Cursor cursor) throws AdapterException {
        try {
            return source.read(request, cursor);
        } catch (AdapterException e) {
            if (e.category() != Category.UNAVAILABLE || cursor == null) {
                throw e;
            }
            return new Page(List.of(), List.of(), cursor, true, world.time().now());
        }
    }

    @Override
    public List<Finding> check(List<StreamRequest> requests) throws AdapterException {
        return source.check(requests);
    }

    @Override
    public long calls() {
        return source.calls();
    }

    @Override
    public void close() {
        source.close();
    }
}

package dev.baton.app.events;

import dev.baton.app.daemon.Daemon;
import dev.baton.app.daemon.Listened;
import dev.baton.app.daemon.Listened.Fate;
import dev.baton.app.daemon.Outcome;
import dev.baton.app.daemon.Wakes;
import dev.baton.engine.News;
import dev.baton.engine.store.StreamKey;
import dev.baton.port.ChangeFeed;
import dev.baton.port.ChangeFeed.Interest;
import dev.baton.port.ChangeFeed.Listening;
import dev.baton.port.Signal;
import dev.baton.port.StreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to change events while that is of use, and wakes the daemon.
 *
 * <p>It listens from the end of a cycle that did its work to the next that did not: not before the
 * first, so not during a backfill; not while another daemon works, a guard waits for a person or a
 * system is away. Where a cycle reads a stream from its beginning, it stops until the cycle is
 * over, and hears afterwards what was told meanwhile: a gap may be about a record that was read
 * before. Where a cycle writes many records, it goes on at the present with one more look; nearly
 * all that would be told of that time is our own, and the org's deliveries are shared by all who
 * listen.
 *
 * <p>Thread-safe.
 */
public final class Hearing implements News, Daemon.Listener, AutoCloseable {
    /** Writes of a cycle that make more events than the one look more that replaces them. */
    static final int MANY = 200;

    /** Events are kept for 72 hours; what is older would be lost, and all be read once more. */
    private static final Duration REMEMBERED = Duration.ofHours(70);

    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final Wakes wakes;
    private final PositionFile file;
    private final Listened listened;
    private final SortedMap<String, Line> lines = new TreeMap<>();
    private final SortedMap<StreamKey, Ear> ears = new TreeMap<>();
    private SortedMap<StreamKey, String> kept;
    private boolean closed;

    /** One connection's feed; whatever an earlier generation of subscriptions tells is late. */
    private static final class Line {
        final ChangeFeed feed;
        @Nullable Listening listening;
        int generation;

        Line(ChangeFeed feed) {
            this.feed = feed;
        }

        void stop() {
            Listening open = listening;
            listening = null;
            generation++;
            if (open != null) {
                open.close();
            }
        }
    }

    /**
     * A connection that tells of changes.
     *
     * @param requests each stream once
     */
    public record Told(String connection, ChangeFeed feed, List<StreamRequest> requests) {
        public Told {
            requests = List.copyOf(requests);
        }
    }

    /** Listens to nothing yet. */
    public Hearing(List<Told> all, PositionFile file, Wakes wakes, Listened listened) {
        this.wakes = wakes;
        this.file = file;
        this.listened = listened;
        SortedMap<StreamKey, String> positions = file.read();
        kept = positions;
        for (Told told : all) {
            lines.put(told.connection(), new Line(told.feed()));
            for (StreamRequest request : told.requests()) {
                var stream = new StreamKey(told.connection(), request.stream());
                ears.put(stream, new Ear(request, positions.get(stream)));
            }
        }
    }

    @Override
    public synchronized void began(Instant at) {
        ears.values().forEach(Ear::cycleBegan);
    }

    @Override
    public synchronized void ended(Instant began, Instant at, Outcome outcome) {
        if (isWorking(outcome.kind())) {
            if (Duration.between(began, at).compareTo(REMEMBERED) >= 0) {
                ears.values().forEach(Ear::skipAhead); // of so long ago nothing is told any more
            }
            keepPositions();
            lines.forEach(this::listen);
        } else {
            lines.forEach(this::stop);
        }
    }

    /** A preview writes no score that could come sooner. */
    private static boolean isWorking(Outcome.Kind kind) {
        return switch (kind) {
            case DONE, PARTIAL -> true;
            case PREVIEWED, BUSY, GUARDED, PAUSED, REFUSED, UNFIT, FAILED -> false;
        };
    }

    private void keepPositions() {
        var positions = new TreeMap<StreamKey, String>();
        ears.forEach(
                (stream, ear) -> {
                    String position = ear.cycleDone();
                    if (position != null) {
                        positions.put(stream, position);
                    }
                });
        if (!positions.equals(kept)) {
            file.keep(positions);
            kept = positions;
        }
    }

    private void listen(String connection, Line line) {
        if (closed || line.listening != null) {
            return;
        }
        var interests = new ArrayList<Interest>();
        ears.forEach(
                (stream, ear) -> {
                    if (stream.connection().equals(connection)) {
                        interests.add(ear.interest());
                    }
                });
        int generation = line.generation;
        line.listening =
                line.feed.listen(interests, signal -> hear(connection, line, generation, signal));
    }

    private void stop(String connection, Line line) {
        line.stop();
        ears.keySet().stream()
                .filter(stream -> stream.connection().equals(connection))
                .forEach(stream -> listened.connected(connection, stream.stream(), false));
    }

    private synchronized void hear(String connection, Line line, int generation, Signal signal) {
        Ear ear = ears.get(new StreamKey(connection, signal.stream()));
        if (ear == null || generation != line.generation) {
            return;
        }
        count(connection, signal);
        switch (signal) {
            case Signal.Begun(String stream, boolean resumed) -> {
                if (!resumed) {
                    wakes.ring();
                }
            }
            case Signal.Passed(String stream, String position, Signal.Passed.Why why) ->
                    ear.heardUpTo(position);
            case Signal.Changed(String stream, String position) -> {
                ear.heardUpTo(position);
                wakes.ring();
            }
            case Signal.Doubtful doubtful -> {
                ear.heardUpTo(doubtful.position());
                ear.doubt(doubtful.ids());
                wakes.ring();
            }
            case Signal.Lost(String stream, String position) -> {
                ear.heardUpTo(position);
                ear.lost();
                wakes.ring();
            }
            case Signal.Silent silent -> complain(connection, ear, silent);
        }
    }

    private void count(String connection, Signal signal) {
        String stream = signal.stream();
        switch (signal) {
            case Signal.Begun begun -> listened.connected(connection, stream, true);
            case Signal.Silent silent -> listened.connected(connection, stream, false);
            case Signal.Passed passed -> {
                switch (passed.why()) {
                    case OURS -> listened.event(connection, stream, Fate.OURS);
                    case UNREAD -> listened.event(connection, stream, Fate.UNREAD);
                    case QUIET -> listened.heard(connection, stream);
                }
            }
            case Signal.Changed changed -> listened.event(connection, stream, Fate.WOKE);
            case Signal.Doubtful doubtful -> listened.event(connection, stream, Fate.GAP);
            case Signal.Lost lost -> listened.event(connection, stream, Fate.LOST);
        }
    }

    private static void complain(String connection, Ear ear, Signal.Silent silent) {
        if (ear.complains(silent.why().code())) {
            LOG.warn(
                    "{}.{}: no change events {}: {}",
                    connection,
                    silent.stream(),
                    silent.over() ? "are told" : "for now",
                    silent.why().getMessage());
        }
    }

    @Override
    public synchronized Doubt doubt(StreamKey stream) {
        Ear ear = ears.get(stream);
        return ear == null ? new Doubt.None() : ear.doubt();
    }

    @Override
    public synchronized void settled(StreamKey stream, Doubt doubt) {
        Ear ear = ears.get(stream);
        if (ear != null) {
            ear.settled(doubt);
        }
    }

    /** What is told meanwhile is heard when the cycle is over. */
    @Override
    public synchronized void readingWhole(StreamKey stream) {
        Line line = lines.get(stream.connection());
        if (ears.containsKey(stream) && line != null) {
            stop(stream.connection(), line);
        }
    }

    @Override
    public synchronized void writing(String connection, int records) {
        Line line = lines.get(connection);
        if (line != null && records > MANY) {
            stop(connection, line);
            ears.forEach(
                    (stream, ear) -> {
                        if (stream.connection().equals(connection)) {
                            ear.skipAhead();
                        }
                    });
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        lines.forEach(this::stop);
        lines.values().forEach(line -> line.feed.close());
    }
}

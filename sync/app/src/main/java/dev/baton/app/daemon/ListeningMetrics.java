package dev.baton.app.daemon;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts what is heard of change events. Streams appear once they are listened to. */
final class ListeningMetrics implements Listened {
    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<Tags, Ear> ears = new ConcurrentHashMap<>();

    /** One stream, as the gauges look at it. */
    private final class Ear {
        private volatile boolean on;
        private volatile @Nullable Instant heard;

        double connected() {
            return on ? 1 : 0;
        }

        /** Not a number before anything was heard: 0 would say that it just was. */
        double age() {
            Instant last = heard;
            return last == null
                    ? Double.NaN
                    : Duration.between(last, clock.instant()).toMillis() / 1_000.0;
        }
    }

    ListeningMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    private Ear ear(String connection, String stream) {
        return ears.computeIfAbsent(
                Tags.of("connection", connection, "stream", stream), this::opened);
    }

    private Ear opened(Tags tags) {
        var ear = new Ear();
        Gauge.builder("baton.events.connected", ear, Ear::connected)
                .description("1 while change events of the stream are told")
                .tags(tags)
                .register(registry);
        Gauge.builder("baton.events.heard.age", ear, Ear::age)
                .baseUnit("seconds")
                .description("Since anything was heard of the stream, signs of life included")
                .tags(tags)
                .register(registry);
        for (Fate fate : Fate.values()) {
            registry.counter("baton.events", tags.and("fate", fate.word()));
        }
        return ear;
    }

    @Override
    public void connected(String connection, String stream, boolean on) {
        ear(connection, stream).on = on;
    }

    @Override
    public void heard(String connection, String stream) {
        ear(connection, stream).heard = clock.instant();
    }

    @Override
    public void event(String connection, String stream, Fate fate) {
        heard(connection, stream);
        registry.counter(
                        "baton.events",
                        Tags.of("connection", connection, "stream", stream)
                                .and("fate", fate.word()))
                .increment();
    }
}

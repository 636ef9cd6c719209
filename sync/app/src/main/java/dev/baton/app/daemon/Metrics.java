package dev.baton.app.daemon;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts for a Prometheus server. Labels come from the configuration alone, never from records. */
public final class Metrics implements Daemon.Listener {
    /** The format's own content type. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, AtomicLong> budgetLeft = new ConcurrentHashMap<>();
    private final Map<String, AtomicDouble> drifts = new ConcurrentHashMap<>();
    private final AtomicLong running = new AtomicLong();

    /** A gauge's value. */
    private static final class AtomicDouble {
        private volatile double value;

        void set(double now) {
            value = now;
        }

        double get() {
            return value;
        }
    }

    public Metrics(Health health) {
        Gauge.builder(
                        "baton.last.success.age",
                        health,
                        each -> each.report().lastSuccessAgeSeconds())
                .baseUnit("seconds")
                .description("Since the last cycle that did its work, or since the start")
                .register(registry);
        Gauge.builder("baton.lease.held", running, AtomicLong::doubleValue)
                .description("1 while a cycle holds the state")
                .register(registry);
        for (Outcome.Kind kind : Outcome.Kind.values()) {
            cycles(kind);
        }
        registry.counter("baton.guard.stops");
        for (String outcome : new String[] {"written", "failed", "quarantined"}) {
            registry.counter("baton.records", "outcome", outcome);
        }
    }

    private Timer cycles(Outcome.Kind kind) {
        return Timer.builder("baton.cycle")
                .description("Cycles by what became of them")
                .tag("outcome", Words.of(kind))
                .register(registry);
    }

    @Override
    public void began(Instant at) {
        running.set(1);
    }

    @Override
    public void ended(Instant began, Instant at, Outcome outcome) {
        running.set(0);
        Duration took = Duration.between(began, at);
        cycles(outcome.kind()).record(took.isNegative() ? Duration.ZERO : took);
        registry.counter("baton.records", "outcome", "written").increment(outcome.written());
        registry.counter("baton.records", "outcome", "failed").increment(outcome.failed());
        registry.counter("baton.records", "outcome", "quarantined")
                .increment(outcome.quarantined());
        if (outcome.kind() == Outcome.Kind.GUARDED) {
            registry.counter("baton.guard.stops").increment();
        }
    }

    /** Adds the requests that a cycle sent to a system. */
    public void called(String connection, long calls) {
        registry.counter("baton.calls", "connection", connection).increment((double) calls);
    }

    /** What is left of a connection's day. */
    public void budgetLeft(String connection, long calls) {
        budgetLeft
                .computeIfAbsent(
                        connection,
                        name ->
                                registry.gauge(
                                        "baton.budget.left",
                                        List.of(Tag.of("connection", name)),
                                        new AtomicLong()))
                .set(calls);
    }

    /** How far the values of a measure have moved since its model version first ran. */
    public void drifted(String measure, double psi) {
        drift("baton.drift.psi", List.of(Tag.of("measure", measure)), psi);
    }

    /** Renewals that were expected to be lost since the model version first ran, and that were. */
    public void foretold(double expected, int left) {
        drift("baton.drift.renewals.expected.lost", List.of(), expected);
        drift("baton.drift.renewals.lost", List.of(), left);
    }

    private void drift(String name, List<Tag> tags, double value) {
        drifts.computeIfAbsent(
                        name + tags,
                        unused -> registry.gauge(name, tags, new AtomicDouble(), AtomicDouble::get))
                .set(value);
    }

    /** Counts what is heard of change events. */
    public Listened listened(InstantSource clock) {
        return new ListeningMetrics(registry, clock);
    }

    /** All of them as text. */
    public String text() {
        return registry.scrape();
    }
}

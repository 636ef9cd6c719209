package dev.baton.simulation.store;

import dev.baton.engine.store.CallDay;
import dev.baton.engine.store.StoreException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Our calls by the hour, and what systems say of everybody's. */
final class CallHours {
    /** Whole hours that reach into the last 24 hours. */
    private static final int HOURS = 24;

    private final Map<String, NavigableMap<Instant, Long>> byHour = new HashMap<>();
    private final Map<String, CallDay.Allowance> allowances = new HashMap<>();

    int take(String connection, Instant now, int wanted, long limit) {
        int taken = (int) Math.max(0, Math.min(wanted, limit - made(connection, now)));
        if (taken > 0) {
            hours(connection).merge(hour(now), (long) taken, Long::sum);
        }
        return taken;
    }

    void giveBack(String connection, Instant takenAt, int calls) {
        long left = hours(connection).getOrDefault(hour(takenAt), 0L) - calls;
        if (left < 0) {
            throw new StoreException("more calls are given back than were taken", null);
        }
        hours(connection).put(hour(takenAt), left);
    }

    void saw(String connection, CallDay.Allowance allowance) {
        allowances.put(connection, allowance);
    }

    CallDay day(String connection, @Nullable Instant now) {
        CallDay.Allowance allowance = allowances.get(connection);
        Instant at = now == null && allowance != null ? allowance.seenAt() : now;
        if (at == null) {
            return new CallDay(0, null, null);
        }
        Instant oldest =
                window(connection, at).entrySet().stream()
                        .filter(hour -> hour.getValue() > 0)
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(null);
        return new CallDay(
                made(connection, at),
                oldest == null ? null : oldest.plus(HOURS + 1, ChronoUnit.HOURS),
                allowance);
    }

    private long made(String connection, Instant now) {
        return window(connection, now).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Those of a little later count too: they were made under a clock that ran ahead. */
    private NavigableMap<Instant, Long> window(String connection, Instant now) {
        return hours(connection)
                .subMap(
                        hour(now.minus(HOURS, ChronoUnit.HOURS)),
                        true,
                        hour(now.plus(HOURS, ChronoUnit.HOURS)),
                        true);
    }

    private NavigableMap<Instant, Long> hours(String connection) {
        return byHour.computeIfAbsent(connection, unused -> new TreeMap<>());
    }

    private static Instant hour(Instant instant) {
        return instant.truncatedTo(ChronoUnit.HOURS);
    }
}

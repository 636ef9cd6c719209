package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Cursor;
import dev.baton.port.RawRecord;
import dev.baton.port.Source;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.jspecify.annotations.Nullable;

/** What all groups of cases for a source stand on. */
public interface SourceCases {
    /** The world's clock when a case begins; rows are older than this. */
    Instant NOW = Instant.parse("2026-03-29T01:30:00Z");

    /** The first row's instant. */
    Instant FIRST = Instant.parse("2026-03-28T09:00:00Z");

    /** A world of the vendor's that serves so many rows a page, at least 1, its clock at NOW. */
    SourceWorld newWorld(int pageSize);

    /** Whether the vendor can do it; without an override it can. */
    default boolean has(Capability capability) {
        return true;
    }

    /** Ends the case as skipped when the vendor cannot do what it needs. */
    default void needs(Capability capability) {
        Assumptions.assumeTrue(has(capability), () -> "opted out of " + capability);
    }

    /** Randomness of a case; its seed is printed and can be given by {@code -Dbaton.seed}. */
    static Random seeded(String playedCase) {
        long seed = Long.getLong("baton.seed", 20_260_328L);
        System.out.println(playedCase + ": seed " + seed);
        return new Random(seed);
    }

    /** Opens a world at {@link #NOW} with so many rows, a minute apart. */
    default SourceWorld worldOf(int rows, int pageSize) {
        SourceWorld world = newWorld(pageSize);
        world.setClock(NOW);
        IntStream.range(0, rows)
                .forEach(row -> world.create(FIRST.plusSeconds(60L * row), "label " + row));
        return world;
    }

    /** Labels by id of what a store holds after the walk, tombstones left out, sorted by id. */
    static Map<String, String> labels(SourceWorld world, Walk walk) {
        var labels = new LinkedHashMap<String, String>();
        walk.newest().values().stream()
                .filter(record -> !record.deleted())
                .sorted(java.util.Comparator.comparing(RawRecord::id))
                .forEach(record -> labels.put(record.id(), label(world, record)));
        return labels;
    }

    static String label(SourceWorld world, RawRecord record) {
        return Objects.toString(record.fields().get(world.labelField()));
    }

    /** All that a new source reads from here. */
    static Walk walk(SourceWorld world, @Nullable Cursor cursor) throws AdapterException {
        try (Source source = world.open()) {
            return Walk.from(source, world.request(), cursor);
        }
    }

    /** The failure that this ends in; a message or a cause with a secret in it fails the case. */
    static AdapterException failure(FaultyWorld world, ThrowingCallable call) {
        var failure = catchThrowableOfType(AdapterException.class, call);
        assertThat(failure).as("a failure").isNotNull();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            saysNoSecret(world.secrets(), String.valueOf(t.getMessage()));
        }
        return failure;
    }

    static void failsWith(Category category, FaultyWorld world, ThrowingCallable call) {
        assertThat(failure(world, call).category()).isEqualTo(category);
    }

    static void saysNoSecret(List<String> secrets, String text) {
        assertThat(secrets).as("words to keep secret").isNotEmpty();
        assertThat(secrets).as("secrets told").noneMatch(text::contains);
    }
}

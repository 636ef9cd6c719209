package dev.baton.core;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Random cases that can be had again. Each is named by its seed, which a failing test's name shows:
 * {@code -Dbaton.seed=N} runs that one alone, {@code -Dbaton.seeds=N} so many instead of 300.
 */
public final class Seeds {
    /** For {@link ParameterizedTest#name()}. */
    public static final String NAME = "-Dbaton.seed={0}";

    /** For {@code MethodSource}. */
    public static final String ALL = "dev.baton.core.Seeds#all";

    private Seeds() {}

    public static LongStream all() {
        Long one = Long.getLong("baton.seed");
        return one == null
                ? LongStream.range(0, Long.getLong("baton.seeds", 300))
                : LongStream.of(one);
    }

    /** Neighbouring seeds give unlike cases. */
    public static Random random(long seed) {
        return new Random(seed * 0x9E3779B97F4A7C15L);
    }
}

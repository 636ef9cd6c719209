package dev.baton.core;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Random cases that can be had again: {@code -Dbaton.seed=N} runs one alone, {@code
 * -Dbaton.seeds=N} the first N instead of 300.
 */
public final class Seeds {
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

    /** Puts the case's name, how to run it alone, before what failed. */
    static final class InTheMessage implements TestExecutionExceptionHandler {
        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
            throw new AssertionError(
                    context.getDisplayName() + " " + failure.getMessage(), failure);
        }
    }
}

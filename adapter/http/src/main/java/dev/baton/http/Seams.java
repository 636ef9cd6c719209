package dev.baton.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation replaces, so that weeks of faults pass in seconds on the real layers.
 *
 * @param clock for backing off, pacing, budgets and the breaker, which measure how much time went
 *     by: it goes on evenly whatever somebody sets the machine's clock to; never for business time
 * @param waiting moves the same time as {@code clock} shows
 * @param random for jitter; must be thread-safe where threads share the gateway
 * @param transport stands in for the wire, or null for the real one. It keeps the rule of the real
 *     one: OUTCOME_UNKNOWN when a call that must not be repeated may have reached the server,
 *     UNAVAILABLE when sending it again does no harm
 */
public record Seams(
        InstantSource clock,
        Waiting waiting,
        RandomGenerator random,
        @Nullable Exchange transport) {

    /** The machine's time, sleep, chance and network. */
    public static Seams real() {
        return real(Thread::sleep);
    }

    /** The machine's time, chance and network, with a wait that can be cut short. */
    public static Seams real(Waiting waiting) {
        return new Seams(steady(), waiting, new Random(), null);
    }

    /** The machine's time at this moment, going on evenly from here. */
    private static InstantSource steady() {
        Instant begun = Instant.now();
        long nanos = System.nanoTime();
        return () -> begun.plusNanos(System.nanoTime() - nanos);
    }

    /**
     * Waits before another try of what the vendor refused for a passing reason, as long as before
     * another try of a call.
     *
     * @param next the number of that try, 2 for the first repetition
     */
    public void backOff(int next) throws InterruptedException {
        waiting.pause(RetryPolicy.FLOOR.plus(RetryPolicy.DEFAULT.jitter(next, random)));
    }

    public Seams withTransport(Exchange fake) {
        return new Seams(clock, waiting, random, fake);
    }
}

package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SingleFlightTokensTest {
    private static final int THREADS = 50;

    private final VirtualTime time = new VirtualTime();
    private final AtomicInteger fetched = new AtomicInteger();

    private Secret next() {
        return new Secret("t" + fetched.incrementAndGet());
    }

    private SingleFlightTokens failing(Category category) {
        return new SingleFlightTokens(
                () -> {
                    fetched.incrementAndGet();
                    throw new AdapterException(category, "invalid_grant", "faked", null);
                },
                time);
    }

    private static AdapterException failure(TokenSource tokens) {
        return java.util.Objects.requireNonNull(
                catchThrowableOfType(AdapterException.class, tokens::current));
    }

    @Test
    void fiftyThreadsWithoutATokenSignInOnce() throws InterruptedException, ExecutionException {
        var tokens =
                new SingleFlightTokens(
                        () -> {
                            pause(50);
                            return next();
                        },
                        time);
        assertThat(Fixtures.inParallel(THREADS, tokens::current))
                .extracting(Secret::reveal)
                .containsOnly("t1");
        assertThat(fetched).hasValue(1);
    }

    @Test
    void fiftyThreadsWithTheSameRejectedTokenRenewItOnce()
            throws InterruptedException, ExecutionException, AdapterException {
        var tokens =
                new SingleFlightTokens(
                        () -> {
                            pause(20);
                            return next();
                        },
                        time);
        Secret first = tokens.current();
        assertThat(Fixtures.inParallel(THREADS, () -> tokens.renew(first)))
                .extracting(Secret::reveal)
                .containsOnly("t2");
        assertThat(fetched).hasValue(2);
    }

    @Test
    void fiftyThreadsShareOnePassingFailure() throws InterruptedException {
        var release = new CountDownLatch(1);
        var tokens =
                new SingleFlightTokens(
                        () -> {
                            fetched.incrementAndGet();
                            awaitQuietly(release);
                            throw new AdapterException(Category.UNAVAILABLE, "down", "faked", null);
                        },
                        time);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofPlatform().start(() -> failure(tokens)));
        }
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
        }
        release.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(fetched).hasValue(1);
    }

    @Test
    void aTokenThatSomebodyElseRenewedIsTaken() throws AdapterException {
        var tokens = new SingleFlightTokens(this::next, time);
        Secret first = tokens.current();
        Secret second = tokens.renew(first);
        assertThat(tokens.renew(first)).isSameAs(second);
        assertThat(fetched).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"CREDENTIALS", "PERMISSION", "BAD_REQUEST"})
    void aRefusalIsRememberedForFiveMinutes(Category category) {
        SingleFlightTokens tokens = failing(category);
        for (int i = 0; i < 100; i++) {
            assertThat(failure(tokens).category()).isEqualTo(category);
        }
        assertThat(fetched).hasValue(1);
        time.advance(Duration.ofMinutes(5).minusMillis(1));
        failure(tokens);
        assertThat(fetched).hasValue(1);
        time.advance(Duration.ofMillis(1));
        failure(tokens);
        assertThat(fetched).hasValue(2);
    }

    @Test
    void aRememberedRefusalKeepsItsCodeAndItsCause() {
        SingleFlightTokens tokens = failing(Category.CREDENTIALS);
        AdapterException first = failure(tokens);
        assertThat(failure(tokens)).hasCause(first).hasMessageContaining("invalid_grant");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "OUTCOME_UNKNOWN", "THROTTLED", "BUDGET"})
    void aPassingFailureIsNotRemembered(Category category) {
        SingleFlightTokens tokens = failing(category);
        failure(tokens);
        failure(tokens);
        assertThat(fetched).hasValue(2);
    }

    @Test
    void aClockThatWasSetBackDoesNotProlongTheRest() {
        SingleFlightTokens tokens = failing(Category.CREDENTIALS);
        failure(tokens);
        time.advance(Duration.ofHours(-2));
        failure(tokens);
        assertThat(fetched).hasValue(2);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.baton.http;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Signs in once however many threads ask, and leaves a system alone that has refused us: locked
 * integration users come from daemons that try again and again.
 */
public final class SingleFlightTokens implements TokenSource {

    /** After a refusal nothing is tried for so long. */
    public static final Duration REST = Duration.ofMinutes(5);

    /** One sign-in with the vendor. */
    @FunctionalInterface
    public interface Fetch {

        /**
         * A fresh token.
         *
         * @throws AdapterException any category but UNAVAILABLE, THROTTLED and BUDGET is taken as a
         *     refusal and remembered for {@link #REST}
         */
        Secret fetch() throws AdapterException;
    }

    private record Refusal(Instant at, AdapterException why) {}

    private final Fetch fetch;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable Secret token;
    private volatile long landed;
    private @Nullable Refusal refusal;
    private @Nullable AdapterException lastFailure;

    public SingleFlightTokens(Fetch fetch, InstantSource clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    @Override
    public Secret current() throws AdapterException {
        Secret held = token;
        return held == null ? another(null) : held;
    }

    @Override
    public Secret renew(Secret rejected) throws AdapterException {
        return another(rejected);
    }

    @Override
    public void refused(Secret fresh) {
        lock.lock();
        try {
            if (isSame(token, fresh)) {
                token = null;
                remember(
                        new AdapterException(
                                Category.CREDENTIALS,
                                "fresh_token_refused",
                                "signing in works, but the token is refused",
                                null));
            }
        } finally {
            lock.unlock();
        }
    }

    private Secret another(@Nullable Secret than) throws AdapterException {
        long asked = landed;
        lock.lock();
        try {
            Secret held = token;
            if (held != null && !isSame(than, held)) {
                return held;
            }
            failAsOthersDid(asked);
            return fly();
        } finally {
            lock.unlock();
        }
    }

    /** Who waited for a flight that failed shares its failure, instead of each flying in turn. */
    private void failAsOthersDid(long asked) throws AdapterException {
        AdapterException shared = lastFailure;
        if (shared != null && landed != asked) {
            throw again(shared);
        }
        Refusal standing = refusal;
        if (standing != null && isFresh(standing)) {
            throw again(standing.why());
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only under the lock; volatile for the readers
    private Secret fly() throws AdapterException {
        token = null;
        try {
            Secret fetched = fetch.fetch();
            token = fetched;
            lastFailure = null;
            refusal = null;
            return fetched;
        } catch (AdapterException e) {
            remember(e);
            throw e;
        } finally {
            landed++;
        }
    }

    private void remember(AdapterException failure) {
        lastFailure = failure;
        refusal = isRefusal(failure) ? new Refusal(clock.instant(), failure) : null;
    }

    /** A clock that was set back must not make us wait for hours. */
    private boolean isFresh(Refusal standing) {
        Duration age = Duration.between(standing.at(), clock.instant());
        return !age.isNegative() && age.compareTo(REST) < 0;
    }

    private static boolean isRefusal(AdapterException e) {
        return switch (e.category()) {
            case UNAVAILABLE, OUTCOME_UNKNOWN, THROTTLED, BUDGET -> false;
            case CREDENTIALS, PERMISSION, BAD_REQUEST, EXPIRED_CURSOR -> true;
        };
    }

    private static boolean isSame(@Nullable Secret one, @Nullable Secret other) {
        return one != null && other != null && one.reveal().equals(other.reveal());
    }

    private static AdapterException again(AdapterException first) {
        return new AdapterException(
                first.category(), first.code(), "signing in failed a moment ago", first);
    }
}

package dev.baton.simulation.store;

import dev.baton.engine.store.LeaseLostException;
import dev.baton.engine.store.StateStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lease of a state that several processes share, on virtual time: a row that says until when it
 * is held and with which token, which grows with each taking. As on PostgreSQL, whatever changes
 * the state looks at the row first, a holder prolongs it at half its time, and one that slept
 * through all of it stops without asking.
 */
public final class Lease {
    static final Duration TIME = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final String connection;
    private long token;
    private Instant expiresAt = Instant.MIN;

    /**
     * Held by nobody.
     *
     * @param clock of the database; a process that is stopped does not stop it
     */
    public Lease(InstantSource clock, String connection) {
        this.clock = clock;
        this.connection = connection;
    }

    /** Takes it; nothing while another one holds it. */
    public Optional<Holder> take() {
        Instant now = clock.instant();
        if (now.isBefore(expiresAt)) {
            return Optional.empty();
        }
        token++;
        expiresAt = now.plus(TIME);
        return Optional.of(new Holder(token, now));
    }

    /** Time passes until nobody holds it any more: a process that was killed gives nothing back. */
    public void runOut() {
        expiresAt = Instant.MIN;
    }

    /** A process that took it. */
    public final class Holder {
        private final long ours;
        private Instant renewedAt;
        private boolean lost;

        private Holder(long ours, Instant takenAt) {
            this.ours = ours;
            this.renewedAt = takenAt;
        }

        /** Whether nobody else took it since. */
        public boolean isLast() {
            return ours == token;
        }

        /** The shared state as this process may change it. */
        public StateStore of(StateStore shared) {
            return (StateStore)
                    Proxy.newProxyInstance(
                            StateStore.class.getClassLoader(),
                            new Class<?>[] {StateStore.class},
                            (proxy, method, arguments) -> {
                                switch (method.getName()) {
                                    case "fence" -> renew();
                                    case "close" -> giveBack();
                                    default -> {
                                        if (!Reads.contains(method.getName())) {
                                            renew();
                                            enter();
                                        }
                                        return invoke(() -> method.invoke(shared, arguments));
                                    }
                                }
                                return null;
                            });
        }

        private void renew() {
            Instant now = clock.instant();
            Duration gone = Duration.between(renewedAt, now);
            if (lost || gone.compareTo(TIME) >= 0) {
                throw lost();
            }
            if (gone.compareTo(TIME.dividedBy(2)) >= 0) {
                enter();
                expiresAt = now.plus(TIME);
                renewedAt = now;
            }
        }

        private void enter() {
            if (!isLast() || !clock.instant().isBefore(expiresAt)) {
                throw lost();
            }
        }

        private LeaseLostException lost() {
            lost = true;
            return new LeaseLostException(connection);
        }

        private void giveBack() {
            if (isLast()) {
                expiresAt = Instant.MIN;
            }
        }
    }

    @FunctionalInterface
    private interface Call {
        @Nullable Object make() throws ReflectiveOperationException;
    }

    private static @Nullable Object invoke(Call call) throws Throwable {
        try {
            return call.make();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

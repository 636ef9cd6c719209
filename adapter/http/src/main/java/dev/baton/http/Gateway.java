package dev.baton.http;

import dev.baton.port.AdapterException;
import dev.baton.port.WritePermit;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The way to one vendor's origin. Thread-safe; open one for each origin and keep it, for it holds
 * the connections, the breaker and the slots that all its calls share.
 *
 * <p>Sent through the gateway itself a call goes out anonymously, judged by the table that the
 * gateway was opened with.
 */
public final class Gateway implements Exchange, AutoCloseable {
    private final GatewaySettings settings;
    private final ErrorTable errors;
    private final Seams seams;
    private final Origin origin;
    private final Exchange transport;
    private final @Nullable OkHttpTransport owned;
    private final CircuitBreaker breaker;
    private final Semaphore slots;
    private final Exchange anonymous;

    private Gateway(GatewaySettings settings, ErrorTable errors, Seams seams) {
        this.settings = settings;
        this.errors = errors;
        this.seams = seams;
        this.origin = Origin.of(settings.origin());
        Exchange given = seams.transport();
        this.owned = given == null ? new OkHttpTransport(settings, origin, seams.clock()) : null;
        this.transport = given == null ? Objects.requireNonNull(owned) : new AtOnce(given);
        this.breaker = Breaking.breaker(settings.breaker(), seams.clock());
        this.slots = new Semaphore(settings.maxConcurrent(), true);
        this.anonymous =
                guarded(new Anonymous(stack(errors, Pace.none(), WritePermit.ALWAYS), errors));
    }

    /** Opens the way; nothing is sent yet. */
    public static Gateway open(GatewaySettings settings, ErrorTable errors, Seams seams) {
        return new Gateway(settings, errors, seams);
    }

    /** Signed in with a bearer token, judged by the gateway's own table. */
    public Exchange signedIn(TokenSource tokens) {
        return signedIn(tokens, errors, Pace.none());
    }

    /**
     * Signed in, for an API with errors or a speed limit of its own on the same origin.
     *
     * @param table judges the answers in place of the gateway's own
     * @param pace awaited before every try, repetitions included
     */
    public Exchange signedIn(TokenSource tokens, ErrorTable table, Pace pace) {
        return guarded(new SignedIn(stack(table, pace, WritePermit.ALWAYS), tokens, table));
    }

    /**
     * Signed in, for a write that may be called off.
     *
     * @param permit as for {@link #anonymous(ErrorTable, WritePermit)}
     */
    public Exchange signedIn(TokenSource tokens, ErrorTable table, WritePermit permit) {
        return guarded(new SignedIn(stack(table, Pace.none(), permit), tokens, table));
    }

    /** Without a token: for token endpoints, and protocols that carry it in the body. */
    public Exchange anonymous() {
        return anonymous;
    }

    /** Without a token, judged by a table of its own. */
    public Exchange anonymous(ErrorTable table, Pace pace) {
        return guarded(new Anonymous(stack(table, pace, WritePermit.ALWAYS), table));
    }

    /**
     * Without a token, for a write that may be called off.
     *
     * @param permit asked before every try, repetitions included. When it does not hold, the call
     *     fails as UNAVAILABLE with the code {@code withdrawn}, and nothing has been carried out
     */
    public Exchange anonymous(ErrorTable table, WritePermit permit) {
        return guarded(new Anonymous(stack(table, Pace.none(), permit), table));
    }

    /**
     * Waits before each call to {@code next}. What {@code next} sends again by itself is not waited
     * for; where that matters, give the pace to {@link #signedIn(TokenSource, ErrorTable, Pace)}.
     */
    public static Exchange paced(Exchange next, Pace pace) {
        return new Paced(next, pace);
    }

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        return anonymous.send(call);
    }

    /** Counts what this gateway, and those that share its meter, have sent. */
    public CallMeter meter() {
        return settings.meter();
    }

    /** Ends idle connections; calls under way run to their end. */
    @Override
    public void close() {
        if (owned != null) {
            owned.close();
        }
    }

    /**
     * From the wire up. All that is below the retry sees every try: each one is counted, paid from
     * the budget (invariant 5) and paced.
     */
    private Exchange stack(ErrorTable table, Pace pace, WritePermit permit) {
        Exchange metered = new Metered(transport, settings.meter());
        Exchange timed = new Timed(metered, seams.clock());
        // Asked last, so that a process that is stopped and wakes up later sends as little as can
        // be.
        Exchange wanted = new Permitted(timed, permit);
        // A slot is held on the wire only, never while waiting for a turn or another try.
        Exchange narrow = new Narrow(wanted, slots);
        // After the pace, so that the budget is asked when the call is about to go.
        Exchange budgeted = new Budgeted(narrow, settings.budget());
        // Asked after every wait, too, so that what was called off meanwhile takes no budget.
        Exchange permitted = new Permitted(budgeted, permit);
        Exchange paced = new Paced(permitted, pace);
        // A call that the open breaker stops takes neither turn nor budget.
        Exchange breaking = new Breaking(paced, breaker);
        Exchange redirectless = new Redirectless(breaking);
        return new Retrying(redirectless, table, settings.retry(), seams);
    }

    /** Outermost: a foreign address meets neither token nor budget. */
    private Exchange guarded(Exchange next) {
        return new Guarded(next, origin);
    }
}

package dev.baton.crm.events;

import com.google.protobuf.ByteString;
import dev.baton.crm.events.PubSubErrors.Action;
import dev.baton.crm.events.PubSubErrors.Verdict;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.ChangeFeed.Interest;
import dev.baton.port.Secret;
import dev.baton.port.Signal;
import eventbus.v1.ConsumerEvent;
import eventbus.v1.FetchRequest;
import eventbus.v1.FetchResponse;
import eventbus.v1.ReplayPreset;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Listens to one object on a thread of its own: asks for a few events, reads them, asks for more;
 * whatever ends the stream, it goes on behind the last event.
 */
final class Subscription implements Runnable {
    /** Events that may be under way at a time; the vendor allows 100. */
    static final int BATCH = 16;

    private static final Pattern POSITION =
            Pattern.compile(
                    "(?:[A-Za-z0-9+/]{4}){0,50}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})");

    /** Within this a refusal comes, if one does. */
    private static final long REFUSAL_MILLIS = 2_000;

    private final Line line;
    private final String stream;
    private final Wanted wanted;
    private final Consumer<Signal> ear;
    private final Patience patience = new Patience();
    private @Nullable String position;

    /** Whether the last token that was refused was fresh. */
    private boolean refused;

    private volatile boolean closed;

    Subscription(Line line, Interest interest, Consumer<Signal> ear) {
        this.line = line;
        this.stream = interest.request().stream();
        this.wanted = new Wanted(interest.request().fields());
        this.position = interest.position();
        this.ear = ear;
    }

    /** Goes on until it is interrupted, or nobody tells of the object. */
    @Override
    public void run() {
        try {
            requireOurPosition();
            boolean on = true;
            while (on && !closed) {
                on = listened();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What somebody wrote into the file is as good as too old. */
    private void requireOurPosition() {
        String behind = position;
        if (behind != null && !POSITION.matcher(behind).matches()) {
            position = null;
            tell(new Signal.Lost(stream, null));
        }
    }

    /** From now on tells nothing more. */
    void close() {
        closed = true;
    }

    /** One stream from its beginning to its end; whether another one is worth a try. */
    private boolean listened() throws InterruptedException {
        Secret token;
        try {
            token = line.org().tokens().current();
            listen(token);
            return true;
        } catch (StatusException e) {
            return judged(PubSubErrors.of(e));
        } catch (TimeoutException e) {
            // Nothing came for longer than the vendor stays silent; the line may be dead.
            return judged(new Verdict(Action.TRY_AGAIN, silent(e)));
        } catch (AdapterException e) {
            return judged(new Verdict(Action.TRY_AGAIN, e));
        }
    }

    private static AdapterException silent(TimeoutException cause) {
        return new AdapterException(
                Category.UNAVAILABLE, "no_sign_of_life", "nothing came for too long", cause);
    }

    private void listen(Secret token)
            throws AdapterException, StatusException, InterruptedException, TimeoutException {
        String userId = line.org().userId();
        BlockingClientCall<FetchRequest, FetchResponse> call = line.subscribe(token);
        try {
            call.write(first());
            long silence = line.settings().silence().toMillis();
            FetchResponse response = begun(call, silence);
            while (response != null && !closed) {
                patience.rewarded();
                refused = false;
                heard(token, userId, response);
                if (response.getPendingNumRequested() <= BATCH / 2) {
                    call.write(more(BATCH - response.getPendingNumRequested()));
                }
                response = call.read(silence, TimeUnit.MILLISECONDS);
            }
            if (!closed) {
                line.seams().waiting().pause(patience.after(Action.TRY_AGAIN));
            }
        } catch (StatusException e) {
            if (PubSubErrors.of(e).action() == Action.SIGN_IN) {
                signInAnew(token);
            }
            throw e;
        } finally {
            call.cancel("done", null);
        }
    }

    /** The vendor confirms no subscription; one that is not refused soon stands. */
    private @Nullable FetchResponse begun(
            BlockingClientCall<FetchRequest, FetchResponse> call, long silence)
            throws StatusException, InterruptedException, TimeoutException {
        boolean resumed = position != null;
        try {
            FetchResponse response = call.read(REFUSAL_MILLIS, TimeUnit.MILLISECONDS);
            tell(new Signal.Begun(stream, resumed));
            return response;
        } catch (TimeoutException e) {
            tell(new Signal.Begun(stream, resumed));
            return call.read(silence, TimeUnit.MILLISECONDS);
        }
    }

    /** A token that is refused although it was just fetched will not be better the next time. */
    private void signInAnew(Secret token) throws AdapterException {
        if (refused) {
            line.org().tokens().refused(token);
        } else {
            Secret unused = line.org().tokens().renew(token);
        }
    }

    private FetchRequest first() {
        var request = FetchRequest.newBuilder().setTopicName(Topic.of(stream));
        String behind = position;
        if (behind != null) {
            request.setReplayPreset(ReplayPreset.CUSTOM)
                    .setReplayId(ByteString.copyFrom(Base64.getDecoder().decode(behind)));
        }
        return request.setNumRequested(BATCH).build();
    }

    private FetchRequest more(int number) {
        return FetchRequest.newBuilder()
                .setTopicName(Topic.of(stream))
                .setNumRequested(number)
                .build();
    }

    private void heard(Secret token, String userId, FetchResponse response)
            throws AdapterException, StatusException {
        for (ConsumerEvent event : response.getEventsList()) {
            String at = position(event.getReplayId());
            tell(signal(token, userId, event, at));
            position = at;
        }
        if (response.getEventsList().isEmpty() && !response.getLatestReplayId().isEmpty()) {
            String at = position(response.getLatestReplayId());
            tell(new Signal.Passed(stream, at, Signal.Passed.Why.QUIET));
            position = at;
        }
    }

    private Signal signal(Secret token, String userId, ConsumerEvent told, String at)
            throws AdapterException, StatusException {
        ChangeEvent event;
        try {
            event =
                    line.schema(token, told.getEvent().getSchemaId())
                            .read(told.getEvent().getPayload().toByteArray());
        } catch (MalformedEvent e) {
            // Whatever it is, something happened.
            return new Signal.Changed(stream, at);
        }
        if (event.isOverflow()) {
            return new Signal.Lost(stream, at);
        }
        if (event.isGap()) {
            return new Signal.Doubtful(stream, Set.copyOf(event.ids()), at);
        }
        if (event.isBy(line.settings().client(), userId)) {
            return new Signal.Passed(stream, at, Signal.Passed.Why.OURS);
        }
        boolean idle = event.isUpdate() && !wanted.any(event.fields());
        return idle
                ? new Signal.Passed(stream, at, Signal.Passed.Why.UNREAD)
                : new Signal.Changed(stream, at);
    }

    private static String position(ByteString replayId) {
        return Base64.getEncoder().encodeToString(replayId.toByteArray());
    }

    private boolean judged(Verdict verdict) throws InterruptedException {
        if (closed) {
            return false;
        }
        switch (verdict.action()) {
            case GIVE_UP -> {
                tell(new Signal.Silent(stream, verdict.why(), true));
                return false;
            }
            case BEGIN_ANEW -> {
                if (position != null) {
                    position = null;
                    tell(new Signal.Lost(stream, null));
                    return true;
                }
            }
            case SIGN_IN -> {
                if (!refused) {
                    refused = true;
                    return true;
                }
            }
            case WAIT_LONG, TRY_AGAIN -> {}
        }
        tell(new Signal.Silent(stream, verdict.why(), false));
        line.seams().waiting().pause(patience.after(verdict.action()));
        return true;
    }

    private void tell(Signal signal) {
        if (!closed) {
            ear.accept(signal);
        }
    }
}

package dev.baton.crm.events;

import dev.baton.crm.events.PubSubErrors.Action;
import dev.baton.crm.events.PubSubErrors.Verdict;
import dev.baton.http.Seams;
import dev.baton.port.AdapterException;
import dev.baton.port.ChangeFeed;
import dev.baton.port.Finding;
import dev.baton.port.Secret;
import dev.baton.port.Signal;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Change Data Capture of one org. It switches nothing on: an object that no admin has selected is
 * told of by nobody. Each event that comes counts against deliveries that all of the org's
 * subscribers share, so it should be listened to no longer than it is of use.
 */
public final class PubSubFeed implements ChangeFeed {
    private final Line line;
    private final Map<Subscription, Thread> open = new ConcurrentHashMap<>();

    private PubSubFeed(Line line) {
        this.line = line;
    }

    /** Makes ready to listen; nothing is sent yet. */
    public static PubSubFeed open(PubSubSettings settings, Subscriber org, Seams seams) {
        return new PubSubFeed(new Line(settings, org, seams));
    }

    @Override
    public Listening listen(List<Interest> interests, Consumer<Signal> ear) {
        var all = new ArrayList<Subscription>();
        for (Interest interest : interests) {
            var subscription = new Subscription(line, interest, ear);
            String name = "events-" + interest.request().stream();
            open.put(subscription, Thread.ofVirtual().name(name).start(subscription));
            all.add(subscription);
        }
        return () -> all.forEach(this::end);
    }

    private void end(Subscription subscription) {
        subscription.close();
        Thread thread = open.remove(subscription);
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public List<Finding> check(List<String> streams) throws AdapterException {
        var findings = new ArrayList<Finding>();
        for (String stream : streams) {
            silent(stream).ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Finding> silent(String stream) throws AdapterException {
        Secret token = line.org().tokens().current();
        AdapterException why;
        try {
            if (line.topic(token, Topic.of(stream)).getCanSubscribe()) {
                return Optional.empty();
            }
            why = PubSubErrors.of(Status.PERMISSION_DENIED.asException()).why();
        } catch (StatusException e) {
            Verdict verdict = PubSubErrors.of(e);
            why = verdict.why();
            if (verdict.action() != Action.GIVE_UP) {
                throw why;
            }
        }
        return Optional.of(
                Finding.warning(
                        "salesforce." + stream,
                        String.valueOf(why.getMessage()),
                        "until then its changes are found at the daemon's next look"));
    }

    @Override
    public void close() {
        List.copyOf(open.keySet()).forEach(this::end);
        line.close();
    }
}

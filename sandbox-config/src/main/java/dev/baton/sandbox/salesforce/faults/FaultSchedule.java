package dev.baton.sandbox.salesforce.faults;

import dev.baton.sandbox.Delivery;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import dev.baton.sandbox.salesforce.batches.BatchesApi;
import dev.baton.sandbox.salesforce.bulk.JobFate;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.faults.Scenario.CallFault;
import dev.baton.sandbox.salesforce.faults.Scenario.Fault;
import dev.baton.sandbox.salesforce.faults.Scenario.JobFault;
import dev.baton.sandbox.salesforce.faults.Scenario.LockedRows;
import dev.baton.sandbox.salesforce.faults.Scenario.ValidationRule;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.rest.RestApi;
import dev.baton.sandbox.salesforce.session.Cursors;
import dev.baton.sandbox.salesforce.session.Sessions;
import dev.baton.sandbox.salesforce.soap.SoapApi;
import dev.baton.sandbox.salesforce.write.RowError;
import dev.baton.sandbox.salesforce.write.RowObstacles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A scenario while it is played. The first fault that hits a call, row or job takes it; those after
 * it in the file do not see it. Guarded by the vendor's lock.
 */
public final class FaultSchedule implements RowObstacles, JobFate.Giver {
    private static final CallEffect.Refuse EXPIRED =
            new CallEffect.Refuse(401, "INVALID_SESSION_ID", "Session expired or invalid");

    private final Sessions sessions;
    private final Cursors cursors;
    private Scenario scenario = new Scenario("", Scenario.Limits.USUAL, List.of());
    private List<Call> calls = List.of();
    private List<RowFaults> locks = List.of();
    private List<Rule> rules = List.of();
    private List<JobCount> jobs = List.of();

    private record Call(CallFault fault, @Nullable Pattern path, Turns.Count count) {}

    private record JobCount(JobFault fault, Turns.Count count) {}

    /**
     * What is left of a fault.
     *
     * @param seen calls, rows or jobs that it could have hit
     * @param hit of those
     * @param over whether it hits none any more
     */
    public record Progress(String kind, int line, int seen, int hit, boolean over) {}

    public FaultSchedule(Sessions sessions, Cursors cursors) {
        this.sessions = sessions;
        this.cursors = cursors;
    }

    /**
     * Begins a scenario from its start, in the place of the one before.
     *
     * @throws ScenarioException for names that the org does not have; the one before goes on then
     */
    public void play(Scenario next, Org org) throws ScenarioException {
        List<Rule> found = new ArrayList<>();
        for (ValidationRule rule : next.of(ValidationRule.class)) {
            found.add(Rule.of(org, rule));
        }
        scenario = next;
        rules = found;
        calls =
                next.of(CallFault.class).stream()
                        .map(f -> new Call(f, pattern(f.path()), new Turns.Count(f.turns())))
                        .toList();
        locks = next.of(LockedRows.class).stream().map(RowFaults::new).toList();
        jobs =
                next.of(JobFault.class).stream()
                        .map(fault -> new JobCount(fault, new Turns.Count(fault.turns())))
                        .toList();
    }

    private static @Nullable Pattern pattern(@Nullable String glob) {
        return glob == null ? null : Pattern.compile("\\Q" + glob.replace("*", "\\E.*\\Q") + "\\E");
    }

    public String name() {
        return scenario.name();
    }

    /** In the order of the file. */
    public List<Progress> progress() {
        List<Progress> all = new ArrayList<>();
        calls.forEach(call -> all.add(progress(call.fault(), call.count())));
        locks.forEach(lock -> all.add(progress(lock.fault(), lock.count())));
        rules.forEach(rule -> all.add(progress(rule.fault(), rule.count())));
        jobs.forEach(job -> all.add(progress(job.fault(), job.count())));
        all.sort((one, other) -> Integer.compare(one.line(), other.line()));
        return all;
    }

    private static Progress progress(Fault fault, Turns.Count count) {
        return new Progress(fault.kind(), fault.line(), count.seen(), count.hit(), count.over());
    }

    /** Answers a call, or lets something go wrong with it. */
    public SandboxReply around(
            SandboxRequest request,
            @Nullable String token,
            Function<SandboxRequest, SandboxReply> answer) {
        for (Call call : calls) {
            if (covers(call, request) && call.count().next()) {
                return hit(call.fault().effect(), request, token, answer);
            }
        }
        return answer.apply(request);
    }

    private static boolean covers(Call call, SandboxRequest request) {
        String method = call.fault().method();
        Pattern path = call.path();
        return call.fault().on().covers(request)
                && (method == null || method.equals(request.method()))
                && (path == null || path.matcher(request.path()).matches());
    }

    private SandboxReply hit(
            CallEffect effect,
            SandboxRequest request,
            @Nullable String token,
            Function<SandboxRequest, SandboxReply> answer) {
        return switch (effect) {
            case CallEffect.Page page ->
                    SandboxReply.of(page.status(), "text/html;charset=UTF-8", page.html());
            case CallEffect.Refuse refuse -> refused(refuse, request);
            case CallEffect.EndSession end -> ended(request, token, answer);
            case CallEffect.ForgetLocators forget -> {
                cursors.forgetAll();
                yield answer.apply(request);
            }
            case CallEffect.DropBefore drop ->
                    SandboxReply.of(503, "text/plain", "").delivered(new Delivery.Dropped());
            case CallEffect.DropAfter drop ->
                    answer.apply(request).delivered(new Delivery.Dropped());
            case CallEffect.Cut cut -> cut(answer.apply(request), cut.bytes());
            case CallEffect.Slow slow ->
                    answer.apply(request).delivered(new Delivery.Late(slow.by()));
        };
    }

    /** SOAP has its token in the body; there the call is refused as if the session had ended. */
    private SandboxReply ended(
            SandboxRequest request,
            @Nullable String token,
            Function<SandboxRequest, SandboxReply> answer) {
        if (token == null) {
            return refused(EXPIRED, request);
        }
        sessions.revoke(token);
        return answer.apply(request);
    }

    private static SandboxReply refused(CallEffect.Refuse refuse, SandboxRequest request) {
        ApiException e = new ApiException(refuse.status(), refuse.code(), refuse.message());
        if (request.path().startsWith(BatchesApi.ROOT)) {
            return BatchesApi.error(request, e);
        }
        return request.path().startsWith("/services/Soap/") ? SoapApi.fault(e) : RestApi.error(e);
    }

    private static SandboxReply cut(SandboxReply reply, int bytes) {
        int kept = bytes < 0 ? (int) (reply.content().length() / 2) : bytes;
        return reply.delivered(new Delivery.Cut(kept));
    }

    @Override
    public List<RowError> refuse(Attempt attempt) {
        for (RowFaults lock : locks) {
            List<RowError> errors = lock.refuse(attempt);
            if (!errors.isEmpty()) {
                return errors;
            }
        }
        for (Rule rule : rules) {
            List<RowError> errors = rule.refuse(attempt);
            if (!errors.isEmpty()) {
                return errors;
            }
        }
        return List.of();
    }

    @Override
    public JobFate of(boolean query, String operation, String object) {
        for (JobCount job : jobs) {
            String wanted = job.fault().object();
            boolean meant =
                    job.fault().query() == query
                            && (wanted == null || wanted.equalsIgnoreCase(object));
            if (meant && job.count().next()) {
                return job.fault().fate();
            }
        }
        return JobFate.ORDINARY;
    }
}

package dev.baton.http;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one place that sends a call again. It returns answers that are fine, and those that want
 * another token, which is the business of the layer above.
 */
record Retrying(Exchange next, ErrorTable errors, RetryPolicy policy, Seams seams)
        implements Exchange {

    /** What came of one try: an answer to hand on, or a failure that another try may mend. */
    private sealed interface Outcome {
        record Done(HttpAnswer answer) implements Outcome {}

        record Again(Duration atLeast, AdapterException otherwise) implements Outcome {}
    }

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        Instant begun = seams.clock().instant();
        for (int next = 2; ; next++) {
            switch (tryOnce(call)) {
                case Outcome.Done done -> {
                    return done.answer();
                }
                case Outcome.Again again -> pauseBefore(next, again, begun);
            }
        }
    }

    private Outcome tryOnce(HttpCall call) throws AdapterException {
        HttpAnswer answer;
        try {
            answer = next.send(call);
        } catch (AdapterException failure) {
            if (Failures.isWorthAnotherTry(failure)) {
                return new Outcome.Again(Duration.ZERO, failure);
            }
            throw failure;
        }
        return judge(call, answer);
    }

    private Outcome judge(HttpCall call, HttpAnswer answer) throws AdapterException {
        return switch (errors.judge(answer)) {
            case Verdict.Fine() -> new Outcome.Done(answer);
            case Verdict.RenewToken expired -> new Outcome.Done(answer);
            case Verdict.TryAgain again -> again(call, again, answer);
            case Verdict.Fail(Category category, String code, String hint) ->
                    throw new AdapterException(category, code, hint, null);
        };
    }

    private static Outcome again(HttpCall call, Verdict.TryAgain verdict, HttpAnswer answer)
            throws AdapterException {
        if (!call.repeatable() && verdict.category() != Category.THROTTLED) {
            throw new AdapterException(
                    Category.OUTCOME_UNKNOWN, verdict.code(), verdict.hint(), null);
        }
        var failure =
                new AdapterException(verdict.category(), verdict.code(), verdict.hint(), null);
        return new Outcome.Again(atLeast(verdict.after(), answer), failure);
    }

    private static Duration atLeast(@Nullable Duration told, HttpAnswer answer) {
        Duration asked = told == null ? RetryAfter.parse(answer) : told;
        return asked == null || asked.compareTo(RetryPolicy.FLOOR) < 0 ? RetryPolicy.FLOOR : asked;
    }

    private void pauseBefore(int next, Outcome.Again again, Instant begun) throws AdapterException {
        Duration pause = again.atLeast().plus(policy.jitter(next, seams.random()));
        Duration spent = Duration.between(begun, seams.clock().instant());
        if (next > policy.tries() || spent.plus(pause).compareTo(policy.budgetPerCall()) > 0) {
            throw again.otherwise();
        }
        try {
            seams.waiting().pause(pause);
        } catch (InterruptedException e) {
            throw Failures.interrupted(e);
        }
    }
}

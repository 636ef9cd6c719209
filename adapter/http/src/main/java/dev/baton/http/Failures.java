package dev.baton.http;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The gateway's own failures, each with the code that dashboards and tests know it by. */
final class Failures {
    static final String NOT_SENT = "not_sent";
    static final String CONNECTION_LOST = "connection_lost";
    static final String BREAKER_OPEN = "breaker_open";
    static final String ANSWER_TOO_LARGE = "answer_too_large";
    static final String ENCODING_REFUSED = "encoding_refused";
    static final String REDIRECT_REFUSED = "redirect_refused";
    static final String CERTIFICATE_REFUSED = "certificate_refused";
    static final String INTERRUPTED = "interrupted";
    static final String WITHDRAWN = "withdrawn";

    /** The same call would meet the same end. */
    private static final Set<String> FINAL =
            Set.of(
                    BREAKER_OPEN,
                    ANSWER_TOO_LARGE,
                    ENCODING_REFUSED,
                    REDIRECT_REFUSED,
                    CERTIFICATE_REFUSED,
                    INTERRUPTED,
                    WITHDRAWN);

    /** Of our own making: they say nothing about the system. */
    private static final Set<String> OURS = Set.of(INTERRUPTED, WITHDRAWN);

    private Failures() {}

    /**
     * Whether sending again is both harmless and of any use. Harmless is what UNAVAILABLE means
     * from the layers below.
     */
    static boolean isWorthAnotherTry(AdapterException failure) {
        return failure.category() == Category.UNAVAILABLE && !FINAL.contains(failure.code());
    }

    /** Whether the system itself failed us. */
    static boolean isOfTheSystem(AdapterException failure) {
        boolean lost =
                failure.category() == Category.UNAVAILABLE
                        || failure.category() == Category.OUTCOME_UNKNOWN;
        return lost && !OURS.contains(failure.code());
    }

    /** An answer that we do not take although the server has worked on the call. */
    static AdapterException unusable(HttpCall call, String code, String hint) {
        return answered(call, code, hint, null);
    }

    /** After the server may have seen the call: a write has then to be read back first. */
    static AdapterException answered(
            HttpCall call, String code, String hint, @Nullable Throwable cause) {
        Category category = call.repeatable() ? Category.UNAVAILABLE : Category.OUTCOME_UNKNOWN;
        return new AdapterException(category, code, hint, cause);
    }

    /** Keeps the interrupt for whoever runs this thread. */
    static AdapterException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new AdapterException(
                Category.UNAVAILABLE, INTERRUPTED, "stopped while waiting to call", cause);
    }
}

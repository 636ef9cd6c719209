package dev.baton.crm.events;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the Pub/Sub API's refusals mean: the gRPC status, and the vendor's own code in the trailers.
 * What it says in words is not repeated.
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/platform/pub-sub-api/guide/handling-errors.html">the
 *     vendor's table</a>
 */
final class PubSubErrors {
    private static final Metadata.Key<String> CODE =
            Metadata.Key.of("error-code", Metadata.ASCII_STRING_MARSHALLER);
    private static final Pattern PLAIN = Pattern.compile("[a-z.]{1,120}");
    private static final String PREFIX = "sfdc.platform.eventbus.grpc.";
    private static final String REPLAY_ID = "subscription.fetch.replayid.";

    private PubSubErrors() {}

    /** How to go on. */
    enum Action {
        /** Sign in anew, once. */
        SIGN_IN,
        /** The position is older than three days, or of another instance: begin at the present. */
        BEGIN_ANEW,
        /** Nobody tells of this object: leave it to the next look. */
        GIVE_UP,
        /** The org's deliveries of the day are used up; they come free over 24 hours. */
        WAIT_LONG,
        /** It passes. */
        TRY_AGAIN
    }

    /** What a refusal means, and what the operator reads. */
    record Verdict(Action action, AdapterException why) {}

    static Verdict of(StatusException refusal) {
        Status.Code status = refusal.getStatus().getCode();
        String code = code(refusal, status);
        return switch (status) {
            case UNAUTHENTICATED ->
                    verdict(Action.SIGN_IN, Category.CREDENTIALS, code, "the token is refused");
            case INVALID_ARGUMENT -> argument(code);
            case NOT_FOUND ->
                    verdict(
                            Action.GIVE_UP,
                            Category.PERMISSION,
                            code,
                            "no changes of this object are told; an admin selects it in Setup,"
                                    + " Change Data Capture");
            case PERMISSION_DENIED, UNIMPLEMENTED ->
                    verdict(
                            Action.GIVE_UP,
                            Category.PERMISSION,
                            code,
                            "our user may not hear of this object's changes; it needs the right to"
                                    + " view all of its records");
            case RESOURCE_EXHAUSTED ->
                    verdict(
                            Action.WAIT_LONG,
                            Category.THROTTLED,
                            code,
                            "the events that the org may deliver in a day are used up");
            default ->
                    verdict(
                            Action.TRY_AGAIN,
                            Category.UNAVAILABLE,
                            code,
                            "the Pub/Sub API does not answer");
        };
    }

    private static Verdict argument(String code) {
        return code.startsWith(REPLAY_ID)
                ? verdict(
                        Action.BEGIN_ANEW,
                        Category.EXPIRED_CURSOR,
                        code,
                        "the position is older than events are kept")
                : verdict(
                        Action.GIVE_UP, Category.BAD_REQUEST, code, "the subscription is refused");
    }

    private static Verdict verdict(Action action, Category category, String code, String hint) {
        return new Verdict(action, new AdapterException(category, code, hint, null));
    }

    /** The vendor's, without what all of them begin with; else the status. */
    private static String code(StatusException refusal, Status.Code status) {
        Metadata trailers = refusal.getTrailers();
        String told = trailers == null ? null : trailers.get(CODE);
        return told != null && PLAIN.matcher(told).matches()
                ? told.replace(PREFIX, "")
                : "grpc_" + status.name().toLowerCase(Locale.ROOT);
    }
}

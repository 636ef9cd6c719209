package dev.baton.sandbox.salesforce.events;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * The API's refusals: a gRPC status, and beside it the vendor's own code in the trailers.
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/platform/pub-sub-api/guide/handling-errors.html">the
 *     vendor's table</a>
 */
final class PubSubErrors {
    static final Metadata.Key<String> CODE = key("error-code");
    static final Metadata.Key<String> RPC = key("rpc-id");
    private static final String PREFIX = "sfdc.platform.eventbus.grpc.";

    private PubSubErrors() {}

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    static StatusRuntimeException notSignedIn(String rpc) {
        return of(
                Status.Code.UNAUTHENTICATED,
                "service.auth.error",
                "An authentication exception occurred. Provide valid authentication via metadata headers.",
                rpc);
    }

    /** The table does not name this one's code; clients go by the status. */
    static StatusRuntimeException noTopic(String org, String topic, String rpc) {
        return of(
                Status.Code.NOT_FOUND,
                "topic.not.found",
                "The topic information for org "
                        + org
                        + " and topic "
                        + topic
                        + " not found. Ensure the topic name is correct and that the topic exists.",
                rpc);
    }

    /** Likewise. */
    static StatusRuntimeException noSchema(String id, String rpc) {
        return of(
                Status.Code.INVALID_ARGUMENT,
                "schema.not.found",
                "The schema " + id + " can't be found.",
                rpc);
    }

    static StatusRuntimeException otherTopic(String rpc) {
        return of(
                Status.Code.INVALID_ARGUMENT,
                "subscription.fetch.topic.changed",
                "The topic can't change within a subscription.",
                rpc);
    }

    static StatusRuntimeException badReplayId(String rpc) {
        return of(
                Status.Code.INVALID_ARGUMENT,
                "subscription.fetch.replayid.corrupted",
                "The Replay ID validation failed. Ensure that the Replay ID is valid and refers to an event within the retention window.",
                rpc);
    }

    static StatusRuntimeException noReplayId(String rpc) {
        return of(
                Status.Code.INVALID_ARGUMENT,
                "subscription.fetch.replayid.validation.failed",
                "A Replay ID is required with the CUSTOM preset.",
                rpc);
    }

    static StatusRuntimeException badNumber(String rpc) {
        return of(
                Status.Code.INVALID_ARGUMENT,
                "subscription.fetch.requested.events.invalid",
                "The number of requested events must be 1 to 100.",
                rpc);
    }

    /** All events of the org's day have been delivered. */
    static StatusRuntimeException dayUsedUp(String rpc) {
        return of(
                Status.Code.RESOURCE_EXHAUSTED,
                "subscription.limit.exceeded",
                "You have exceeded the event delivery limit for your org.",
                rpc);
    }

    static StatusRuntimeException unavailable(String rpc) {
        return of(
                Status.Code.UNAVAILABLE,
                "service.unavailable",
                "The service is unavailable. Try again later.",
                rpc);
    }

    private static StatusRuntimeException of(
            Status.Code status, String code, String text, String rpc) {
        Metadata trailers = new Metadata();
        trailers.put(CODE, PREFIX + code);
        trailers.put(RPC, rpc);
        return status.toStatus()
                .withDescription(text + " rpcId: " + rpc)
                .asRuntimeException(trailers);
    }
}

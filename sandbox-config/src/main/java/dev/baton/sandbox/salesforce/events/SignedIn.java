package dev.baton.sandbox.salesforce.events;

import dev.baton.sandbox.salesforce.session.Sessions;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who names a valid token, the org's address and its id, in metadata of the vendor's own.
 */
final class SignedIn implements ServerInterceptor {
    private static final Metadata.Key<String> TOKEN = key("accesstoken");
    private static final Metadata.Key<String> URL = key("instanceurl");
    private static final Metadata.Key<String> ORG = key("tenantid");

    private final Sessions sessions;
    private final String organization;
    private final Supplier<String> instanceUrl;

    /**
     * A door.
     *
     * @param organization the org's id, 18 characters; clients may leave out the last three
     */
    SignedIn(Sessions sessions, String organization, Supplier<String> instanceUrl) {
        this.sessions = sessions;
        this.organization = organization;
        this.instanceUrl = instanceUrl;
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (isOurs(headers)) {
            return next.startCall(call, headers);
        }
        StatusRuntimeException refusal = PubSubErrors.notSignedIn(UUID.randomUUID().toString());
        Metadata trailers = Status.trailersFromThrowable(refusal);
        call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
        return new ServerCall.Listener<>() {};
    }

    private boolean isOurs(Metadata headers) {
        return sessions.user(headers.get(TOKEN)).isPresent()
                && Objects.equals(headers.get(URL), instanceUrl.get())
                && isOrganization(headers.get(ORG));
    }

    private boolean isOrganization(@Nullable String id) {
        return id != null && (id.equals(organization) || id.equals(organization.substring(0, 15)));
    }
}

package dev.baton.crm.events;

import dev.baton.http.Seams;
import dev.baton.port.AdapterException;
import dev.baton.port.Secret;
import eventbus.v1.FetchRequest;
import eventbus.v1.FetchResponse;
import eventbus.v1.PubSubGrpc;
import eventbus.v1.SchemaInfo;
import eventbus.v1.SchemaRequest;
import eventbus.v1.TopicInfo;
import eventbus.v1.TopicRequest;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusException;
import io.grpc.TlsChannelCredentials;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.MetadataUtils;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The connection to the Pub/Sub API, which all subscriptions of an org share. Thread-safe. */
final class Line implements AutoCloseable {
    /** An answer holds at most {@link Subscription#BATCH} events of at most 1 MB each. */
    private static final int LARGEST_ANSWER = 20 << 20;

    private static final long CALL_SECONDS = 30;
    private static final int SCHEMAS = 100;

    private final Subscriber org;
    private final PubSubSettings settings;
    private final Seams seams;
    private final ManagedChannel channel;
    private final Map<String, EventSchema> schemas =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, EventSchema> eldest) {
                    return size() > SCHEMAS;
                }
            };

    Line(PubSubSettings settings, Subscriber org, Seams seams) {
        this.settings = settings;
        this.org = org;
        this.seams = seams;
        ChannelCredentials credentials =
                settings.isPlain()
                        ? InsecureChannelCredentials.create()
                        : TlsChannelCredentials.create();
        this.channel =
                OkHttpChannelBuilder.forAddress(settings.host(), settings.port(), credentials)
                        .maxInboundMessageSize(LARGEST_ANSWER)
                        // As everywhere here, the JVM's proxy properties are not looked at.
                        .proxyDetector(address -> null)
                        .disableRetry()
                        .build();
    }

    PubSubSettings settings() {
        return settings;
    }

    Subscriber org() {
        return org;
    }

    Seams seams() {
        return seams;
    }

    /** A subscription's stream; it ends when it is cancelled. */
    BlockingClientCall<FetchRequest, FetchResponse> subscribe(Secret token)
            throws AdapterException {
        return signedIn(token).subscribe();
    }

    TopicInfo topic(Secret token, String topic) throws AdapterException, StatusException {
        return signedIn(token)
                .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
                .getTopic(TopicRequest.newBuilder().setTopicName(topic).build());
    }

    /** The schema of an id, fetched once. */
    EventSchema schema(Secret token, String id)
            throws AdapterException, StatusException, MalformedEvent {
        synchronized (schemas) {
            EventSchema known = schemas.get(id);
            if (known != null) {
                return known;
            }
        }
        SchemaInfo info =
                signedIn(token)
                        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
                        .getSchema(SchemaRequest.newBuilder().setSchemaId(id).build());
        EventSchema fetched = EventSchema.parse(info.getSchemaJson());
        synchronized (schemas) {
            schemas.put(id, fetched);
        }
        return fetched;
    }

    private PubSubGrpc.PubSubBlockingV2Stub signedIn(Secret token) throws AdapterException {
        Metadata headers = new Metadata();
        headers.put(key("accesstoken"), token.reveal());
        headers.put(key("instanceurl"), org.url());
        headers.put(key("tenantid"), org.organizationId());
        return PubSubGrpc.newBlockingV2Stub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}

package dev.baton.sandbox.salesforce;

import dev.baton.sandbox.salesforce.events.EventServer;
import eventbus.v1.ConsumerEvent;
import eventbus.v1.FetchRequest;
import eventbus.v1.FetchResponse;
import eventbus.v1.PubSubGrpc;
import eventbus.v1.SchemaRequest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** A subscriber such as anybody could write. */
final class EventClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;
    private final ManagedChannel channel;
    final PubSubGrpc.PubSubBlockingStub calls;
    private final PubSubGrpc.PubSubStub streams;

    EventClient(EventServer server, String token, String url, String tenant) {
        channel =
                Grpc.newChannelBuilder(server.address(), InsecureChannelCredentials.create())
                        .build();
        Metadata headers = new Metadata();
        put(headers, "accesstoken", token);
        put(headers, "instanceurl", url);
        put(headers, "tenantid", tenant);
        var attach = MetadataUtils.newAttachHeadersInterceptor(headers);
        calls = PubSubGrpc.newBlockingStub(channel).withInterceptors(attach);
        streams = PubSubGrpc.newStub(channel).withInterceptors(attach);
    }

    private static void put(Metadata headers, String name, String value) {
        headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
    }

    /** A subscription under way. */
    static final class Subscription implements StreamObserver<FetchResponse> {
        private final LinkedBlockingQueue<ConsumerEvent> events = new LinkedBlockingQueue<>();
        private final CompletableFuture<Throwable> end = new CompletableFuture<>();
        private StreamObserver<FetchRequest> requests;

        Subscription(PubSubGrpc.PubSubStub streams) {
            requests = streams.subscribe(this);
        }

        Subscription ask(FetchRequest request) {
            requests.onNext(request);
            return this;
        }

        ConsumerEvent event() throws InterruptedException {
            ConsumerEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError(
                        "no event came; the stream ended with " + end.getNow(null));
            }
            return event;
        }

        boolean isQuiet() {
            return events.isEmpty() && !end.isDone();
        }

        /** Status and the vendor's code of what ended it. */
        List<String> end() throws InterruptedException, TimeoutException, ExecutionException {
            return told(end.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }

        @Override
        public void onNext(FetchResponse response) {
            events.addAll(response.getEventsList());
        }

        @Override
        public void onError(Throwable failure) {
            end.complete(failure);
        }

        @Override
        public void onCompleted() {
            end.complete(new AssertionError("completed"));
        }
    }

    Subscription subscribe(FetchRequest first) {
        return new Subscription(streams).ask(first);
    }

    static List<String> told(Throwable failure) {
        Metadata trailers = Objects.requireNonNull(Status.trailersFromThrowable(failure));
        String code = trailers.get(Metadata.Key.of("error-code", Metadata.ASCII_STRING_MARSHALLER));
        return List.of(
                ((StatusRuntimeException) failure).getStatus().getCode().name(),
                Objects.requireNonNull(code).replace("sfdc.platform.eventbus.grpc.", ""));
    }

    GenericRecord read(ConsumerEvent event) {
        String json =
                calls.getSchema(
                                SchemaRequest.newBuilder()
                                        .setSchemaId(event.getEvent().getSchemaId())
                                        .build())
                        .getSchemaJson();
        byte[] payload = event.getEvent().getPayload().toByteArray();
        try {
            return new GenericDatumReader<GenericRecord>(new Schema.Parser().parse(json))
                    .read(null, DecoderFactory.get().binaryDecoder(payload, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String header(GenericRecord event, String field) {
        return String.valueOf(((GenericRecord) event.get("ChangeEventHeader")).get(field));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}

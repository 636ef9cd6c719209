package dev.baton.crm.events;

import com.google.protobuf.ByteString;
import eventbus.v1.ConsumerEvent;
import eventbus.v1.FetchRequest;
import eventbus.v1.FetchResponse;
import eventbus.v1.PubSubGrpc;
import eventbus.v1.ReplayPreset;
import eventbus.v1.SchemaInfo;
import eventbus.v1.SchemaRequest;
import eventbus.v1.TopicInfo;
import eventbus.v1.TopicRequest;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A bus that does what a test says, one subscription after the other. */
final class FakeBus extends PubSubGrpc.PubSubImplBase implements ServerInterceptor, AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;
    private static final Metadata.Key<String> CODE =
            Metadata.Key.of("error-code", Metadata.ASCII_STRING_MARSHALLER);

    private final Server server;
    private final BlockingQueue<Opened> opened = new LinkedBlockingQueue<>();
    final BlockingQueue<List<@Nullable String>> callers = new LinkedBlockingQueue<>();
    final AtomicInteger schemasAsked = new AtomicInteger();

    /** Topics that are refused, and how. */
    volatile @Nullable StatusRuntimeException refusal;

    FakeBus() throws IOException {
        server =
                OkHttpServerBuilder.forPort(
                                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                                InsecureServerCredentials.create())
                        .addService(this)
                        .intercept(this)
                        .build()
                        .start();
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    static StatusRuntimeException refused(Status.Code status, String code) {
        var trailers = new Metadata();
        trailers.put(CODE, "sfdc.platform.eventbus.grpc." + code);
        return status.toStatus().withDescription("canary").asRuntimeException(trailers);
    }

    /** A subscription as the server sees it. */
    record Opened(StreamObserver<FetchResponse> client, BlockingQueue<FetchRequest> requests) {
        FetchRequest request() throws InterruptedException {
            FetchRequest request = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return Objects.requireNonNull(request, "nobody asked for events");
        }

        void send(int pending, ConsumerEvent... events) {
            client.onNext(
                    FetchResponse.newBuilder()
                            .addAllEvents(List.of(events))
                            .setPendingNumRequested(pending)
                            .build());
        }

        void sendEmpty(String replayId) {
            client.onNext(
                    FetchResponse.newBuilder()
                            .setLatestReplayId(ByteString.copyFromUtf8(replayId))
                            .setPendingNumRequested(Subscription.BATCH)
                            .build());
        }

        void end(StatusRuntimeException why) {
            client.onError(why);
        }
    }

    /** The next subscription. */
    Opened subscription() throws InterruptedException {
        Opened next = opened.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return Objects.requireNonNull(next, "nobody subscribed");
    }

    static String told(FetchRequest request) {
        return request.getTopicName()
                + " "
                + request.getReplayPreset()
                + (request.getReplayPreset() == ReplayPreset.CUSTOM
                        ? " " + request.getReplayId().toStringUtf8()
                        : "")
                + " "
                + request.getNumRequested();
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        callers.add(
                Stream.of("accesstoken", "instanceurl", "tenantid")
                        .map(name -> Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER))
                        .map(headers::get)
                        .toList());
        return next.startCall(call, headers);
    }

    @Override
    public StreamObserver<FetchRequest> subscribe(StreamObserver<FetchResponse> client) {
        if (client instanceof ServerCallStreamObserver<FetchResponse> call) {
            call.setOnCancelHandler(() -> {});
        }
        var subscription = new Opened(client, new LinkedBlockingQueue<>());
        opened.add(subscription);
        return new StreamObserver<>() {
            @Override
            public void onNext(FetchRequest request) {
                subscription.requests().add(request);
            }

            @Override
            public void onError(Throwable cancelled) {}

            @Override
            public void onCompleted() {}
        };
    }

    @Override
    public void getSchema(SchemaRequest request, StreamObserver<SchemaInfo> client) {
        schemasAsked.incrementAndGet();
        client.onNext(SchemaInfo.newBuilder().setSchemaJson(Events.SCHEMA).build());
        client.onCompleted();
    }

    @Override
    public void getTopic(TopicRequest request, StreamObserver<TopicInfo> client) {
        StatusRuntimeException refusing = refusal;
        if (refusing != null) {
            client.onError(refusing);
            return;
        }
        client.onNext(
                TopicInfo.newBuilder()
                        .setTopicName(request.getTopicName())
                        .setCanSubscribe(true)
                        .build());
        client.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}

package dev.baton.sandbox.salesforce.events;

import eventbus.v1.FetchRequest;
import eventbus.v1.FetchResponse;
import eventbus.v1.PubSubGrpc;
import eventbus.v1.SchemaInfo;
import eventbus.v1.SchemaRequest;
import eventbus.v1.TopicInfo;
import eventbus.v1.TopicRequest;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.UUID;

/** Answers the Pub/Sub API's calls; whoever calls is signed in. */
final class PubSubService extends PubSubGrpc.PubSubImplBase {
    private final EventStreams streams;

    PubSubService(EventStreams streams) {
        this.streams = streams;
    }

    @Override
    public void getTopic(TopicRequest request, StreamObserver<TopicInfo> client) {
        String rpc = rpc();
        Optional<ChangeSchema> schema = streams.bus().topic(request.getTopicName());
        if (schema.isEmpty()) {
            refuse(
                    client,
                    PubSubErrors.noTopic(streams.organization(), request.getTopicName(), rpc));
            return;
        }
        client.onNext(
                TopicInfo.newBuilder()
                        .setTopicName(request.getTopicName())
                        .setTenantGuid(streams.organization())
                        .setCanPublish(false)
                        .setCanSubscribe(true)
                        .setSchemaId(schema.get().id())
                        .setRpcId(rpc)
                        .build());
        client.onCompleted();
    }

    @Override
    public void getSchema(SchemaRequest request, StreamObserver<SchemaInfo> client) {
        String rpc = rpc();
        Optional<ChangeSchema> schema = streams.bus().schema(request.getSchemaId());
        if (schema.isEmpty()) {
            refuse(client, PubSubErrors.noSchema(request.getSchemaId(), rpc));
            return;
        }
        client.onNext(
                SchemaInfo.newBuilder()
                        .setSchemaId(schema.get().id())
                        .setSchemaJson(schema.get().avro().toString())
                        .setRpcId(rpc)
                        .build());
        client.onCompleted();
    }

    @Override
    public StreamObserver<FetchRequest> subscribe(StreamObserver<FetchResponse> client) {
        if (client instanceof ServerCallStreamObserver<FetchResponse> call) {
            // Or what is sent to a client that has just gone would throw.
            call.setOnCancelHandler(() -> {});
        }
        EventStream stream = new EventStream(streams, rpc(), client);
        streams.add(stream);
        return stream;
    }

    private static void refuse(StreamObserver<?> client, StatusRuntimeException refusal) {
        client.onError(refusal);
    }

    private static String rpc() {
        return UUID.randomUUID().toString();
    }
}

package dev.baton.sandbox.salesforce.events;

import com.google.protobuf.ByteString;
import eventbus.v1.ConsumerEvent;
import eventbus.v1.FetchRequest;
import eventbus.v1.FetchResponse;
import eventbus.v1.ProducerEvent;
import eventbus.v1.ReplayPreset;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: delivers as many events as the client asked for, and no more. Thread-safe; the
 * first of what ends it is what the client hears.
 */
final class EventStream implements StreamObserver<FetchRequest> {
    private static final int MOST = 100;

    private final EventStreams streams;
    private final ChangeBus bus;
    private final String rpc;
    private final StreamObserver<FetchResponse> client;
    private final Runnable pump = this::deliver;

    private @Nullable String topic;
    private @Nullable String object;
    private long position;
    private int wanted;
    private boolean over;

    EventStream(EventStreams streams, String rpc, StreamObserver<FetchResponse> client) {
        this.streams = streams;
        this.bus = streams.bus();
        this.rpc = rpc;
        this.client = client;
    }

    @Override
    public void onNext(FetchRequest request) {
        try {
            take(request);
            deliver();
        } catch (StatusRuntimeException refusal) {
            end(refusal);
        }
    }

    private synchronized void take(FetchRequest request) {
        if (over) {
            return;
        }
        if (topic == null) {
            begin(request);
        } else if (!request.getTopicName().isEmpty() && !request.getTopicName().equals(topic)) {
            throw PubSubErrors.otherTopic(rpc);
        }
        if (request.getNumRequested() < 1 || request.getNumRequested() > MOST) {
            throw PubSubErrors.badNumber(rpc);
        }
        wanted = Math.addExact(wanted, request.getNumRequested());
    }

    private void begin(FetchRequest first) {
        Optional<ChangeSchema> schema = bus.topic(first.getTopicName());
        if (schema.isEmpty()) {
            throw PubSubErrors.noTopic(streams.organization(), first.getTopicName(), rpc);
        }
        position = start(first);
        object = schema.get().type().name();
        topic = first.getTopicName();
        bus.hear(pump);
    }

    private long start(FetchRequest first) {
        ReplayPreset preset = first.getReplayPreset();
        if (preset == ReplayPreset.CUSTOM) {
            if (first.getReplayId().isEmpty()) {
                throw PubSubErrors.noReplayId(rpc);
            }
            long given = ChangeEvent.position(first.getReplayId());
            if (!bus.isKept(given)) {
                throw PubSubErrors.badReplayId(rpc);
            }
            return given;
        }
        return preset == ReplayPreset.EARLIEST ? bus.beginning() : bus.end();
    }

    private synchronized void deliver() {
        if (over || object == null || wanted == 0) {
            return;
        }
        List<ChangeEvent> found = bus.after(position, object, Math.min(wanted, MOST));
        if (found.isEmpty()) {
            return;
        }
        if (!streams.mayDeliver(found.size())) {
            end(PubSubErrors.dayUsedUp(rpc));
            return;
        }
        position = found.getLast().position();
        wanted -= found.size();
        client.onNext(response(found));
        deliver();
    }

    private FetchResponse response(List<ChangeEvent> found) {
        FetchResponse.Builder response = FetchResponse.newBuilder().setRpcId(rpc);
        response.setLatestReplayId(ChangeEvent.replayId(position));
        response.setPendingNumRequested(wanted);
        for (ChangeEvent event : found) {
            ProducerEvent produced =
                    ProducerEvent.newBuilder()
                            .setId(event.id())
                            .setSchemaId(event.schemaId())
                            .setPayload(event.payload())
                            .build();
            response.addEvents(
                    ConsumerEvent.newBuilder().setEvent(produced).setReplayId(event.replayId()));
        }
        return response.build();
    }

    /** An empty answer, so that the client knows that the line is alive, and where it stands. */
    synchronized void keepAlive() {
        long end = bus.end();
        deliver();
        if (!over && object != null && wanted > 0) {
            position = Math.max(position, end);
            ByteString latest = ChangeEvent.replayId(position);
            client.onNext(
                    FetchResponse.newBuilder()
                            .setLatestReplayId(latest)
                            .setRpcId(rpc)
                            .setPendingNumRequested(wanted)
                            .build());
        }
    }

    /** Ends the stream from the server's side. */
    void end(StatusRuntimeException why) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        gone();
        client.onError(why);
    }

    void unavailable() {
        end(PubSubErrors.unavailable(rpc));
    }

    @Override
    public void onError(Throwable cancelled) {
        synchronized (this) {
            over = true;
        }
        gone();
    }

    @Override
    public void onCompleted() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        gone();
        client.onCompleted();
    }

    private void gone() {
        bus.unhear(pump);
        streams.remove(this);
    }

    synchronized @Nullable String object() {
        return object;
    }
}

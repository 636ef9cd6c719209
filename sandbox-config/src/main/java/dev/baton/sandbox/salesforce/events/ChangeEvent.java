package dev.baton.sandbox.salesforce.events;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * One event as it is kept.
 *
 * @param position grows, with gaps; the replay id is made of it
 * @param id the same whenever the event is delivered again
 * @param object API name
 * @param at by the org's clock
 */
record ChangeEvent(
        long position, String id, String object, String schemaId, ByteString payload, Instant at) {
    private static final int REPLAY_BYTES = Long.BYTES + 2;

    ByteString replayId() {
        return replayId(position);
    }

    static ByteString replayId(long position) {
        byte[] bytes = ByteBuffer.allocate(REPLAY_BYTES).putLong(position).array();
        return ByteString.copyFrom(bytes);
    }

    /** The position of a replay id, -1 for bytes that are none. */
    static long position(ByteString replayId) {
        ByteBuffer bytes = replayId.asReadOnlyByteBuffer();
        return replayId.size() == REPLAY_BYTES ? bytes.getLong() : -1;
    }
}

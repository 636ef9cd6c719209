package dev.baton.engine;

import dev.baton.engine.store.StoredJob;
import dev.baton.port.AdapterException;
import dev.baton.port.MassWriter;
import dev.baton.port.Sink;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import java.util.List;

/** How records of one object go to the CRM. */
sealed interface WriteWay {
    Target target();

    /** The most records one {@link #write} takes. */
    int most();

    /** As {@link Sink#update} or {@link MassWriter#write}. */
    List<WriteResult> write(List<WriteRequest> batch, WritePermit permit) throws AdapterException;

    /** In batches, each one call. */
    record Batchwise(Target target, Sink sink) implements WriteWay {
        @Override
        public int most() {
            return sink.updateBatch();
        }

        @Override
        public List<WriteResult> write(List<WriteRequest> batch, WritePermit permit)
                throws AdapterException {
            return target.write(sink, batch, permit);
        }
    }

    /** As jobs, remembered while they are under way. */
    record ByJob(Target target, MassWriter mass, StoredJob job) implements WriteWay {
        @Override
        public int most() {
            return mass.most();
        }

        @Override
        public List<WriteResult> write(List<WriteRequest> batch, WritePermit permit)
                throws AdapterException {
            return mass.write(target.object(), target.key(), target.named(batch), permit, job);
        }
    }
}

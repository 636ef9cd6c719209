package dev.baton.engine;

import dev.baton.engine.store.StateStore;
import dev.baton.port.WritePermit;
import java.util.Optional;

/**
 * The leave to write one batch, as long as nobody pauses or stops us and the state is ours;
 * remembers what ended it.
 */
final class Permit implements WritePermit {
    private final StateStore store;
    private final Controls controls;
    private volatile Optional<PushEnd> end = Optional.empty();

    Permit(StateStore store, Controls controls) {
        this.store = store;
        this.controls = controls;
    }

    /**
     * Whether the write may go out now.
     *
     * @throws dev.baton.engine.store.LeaseLostException if another process may have taken over
     */
    @Override
    public boolean holds() {
        store.fence();
        end = ended();
        return end.isEmpty();
    }

    private Optional<PushEnd> ended() {
        Optional<KillSwitch.Pause> pause = controls.killSwitch().paused();
        if (pause.isPresent()) {
            return Optional.of(new PushEnd.Stopped(pause.get().told()));
        }
        return controls.stopping().getAsBoolean()
                ? Optional.of(new PushEnd.Cut(Push.stopped()))
                : Optional.empty();
    }

    /** What ended it; empty if it held when it was asked last. */
    Optional<PushEnd> end() {
        return end;
    }
}

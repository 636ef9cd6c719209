package dev.baton.engine;

import dev.baton.port.WritePermit;
import java.util.Optional;

/** The leave to write one batch, as long as nobody pauses or stops us; remembers what ended it. */
final class Permit implements WritePermit {
    private final Controls controls;
    private volatile Optional<PushEnd> end = Optional.empty();

    Permit(Controls controls) {
        this.controls = controls;
    }

    @Override
    public boolean holds() {
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

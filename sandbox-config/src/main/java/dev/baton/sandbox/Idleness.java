package dev.baton.sandbox;

import dev.baton.sandbox.host.Handler;
import java.time.Duration;

/** Knows for how long, in real time, nobody has asked anything. */
final class Idleness implements Handler {
    private final Handler inner;
    private volatile long lastAsked = System.nanoTime();

    Idleness(Handler inner) {
        this.inner = inner;
    }

    @Override
    public SandboxReply handle(SandboxRequest request) {
        lastAsked = System.nanoTime();
        return inner.handle(request);
    }

    Duration length() {
        return Duration.ofNanos(System.nanoTime() - lastAsked);
    }
}

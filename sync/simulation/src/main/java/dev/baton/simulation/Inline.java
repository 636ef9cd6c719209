package dev.baton.simulation;

import dev.baton.engine.Workers;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs each piece at once and in the thread that asks for it: the scheduler of a simulation. */
final class Inline extends AbstractExecutorService {
    private boolean shutdown;

    static Workers workers() {
        return most -> new Inline();
    }

    @Override
    public void execute(Runnable piece) {
        piece.run();
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}

package dev.baton.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Makes the next piece ready while the one before it is worked on. One piece at a time and in
 * order; a failure comes out where its piece would have.
 *
 * @param <T> a piece
 */
final class OneAhead<T> implements AutoCloseable {
    private final ExecutorService maker;

    OneAhead(Workers workers) {
        maker = workers.open();
    }

    /** Begins with a piece. */
    Coming<T> begin(Callable<T> piece) {
        return new Coming<>(maker.submit(piece));
    }

    /** A piece on its way. */
    record Coming<T>(Future<T> future) {

        /**
         * Waits for it.
         *
         * @throws ExecutionException with what making it has thrown, when that was checked
         */
        T arrived() throws ExecutionException, InterruptedException {
            try {
                return future.get();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException runtime -> throw runtime;
                    case Error error -> throw error;
                    case null, default -> throw e;
                }
            }
        }
    }

    /** Stops a piece that nobody waits for any more, and returns when that has ended. */
    @Override
    public void close() {
        maker.shutdownNow();
        maker.close();
    }
}

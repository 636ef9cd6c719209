package dev.baton.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Makes the next pieces ready while the one before them is worked on. They are begun in order, and
 * a failure comes out where its piece would have.
 *
 * @param <T> a piece
 */
final class Ahead<T> implements AutoCloseable {
    private final ExecutorService maker;

    /** One piece at a time. */
    Ahead(Workers workers) {
        this(workers, 1);
    }

    /**
     * Some at a time.
     *
     * @param most at least 1
     */
    Ahead(Workers workers, int most) {
        maker = workers.open(most);
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

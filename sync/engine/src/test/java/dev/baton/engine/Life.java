package dev.baton.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** A process that lets so many steps pass and dies, before the next one or right after it. */
final class Life {
    private final boolean diesAfterwards;
    private int left;

    /** The process is no more. */
    static final class Dead extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Dies at one step.
     *
     * @param left steps that pass
     * @param diesAfterwards whether the step is done
     */
    Life(int left, boolean diesAfterwards) {
        this.left = left;
        this.diesAfterwards = diesAfterwards;
    }

    /** What a process does, to be begun anew each time. */
    interface Scene extends AutoCloseable {
        /** From the beginning to the end, unless it dies. */
        void live(Life life) throws Exception;

        /** Goes on after a death, and tells whether all is as it has to be. */
        void requireRight(String when) throws Exception;

        @Override
        void close();
    }

    /** Makes a scene, in a place of its own. */
    @FunctionalInterface
    interface Stage {
        Scene set(int number) throws Exception;
    }

    /**
     * Lets it die at every step, before it and right after it, and once not at all.
     *
     * @return how many lives that took
     */
    static int endingEverywhere(Stage stage) throws Exception {
        int lives = 0;
        for (boolean afterwards : List.of(false, true)) {
            boolean died = true;
            for (int steps = 0; died; steps++) {
                try (Scene scene = stage.set(lives++)) {
                    died = dies(scene, new Life(steps, afterwards));
                    scene.requireRight("dead at step " + steps + (afterwards ? ", after" : ""));
                }
            }
        }
        return lives;
    }

    private static boolean dies(Scene scene, Life life) throws Exception {
        try {
            scene.live(life);
            return false;
        } catch (Dead dead) {
            return true;
        }
    }

    /** The same, each call of which is a step. */
    <T> T of(Class<T> type, T real) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            boolean last = left-- <= 0;
                            if (last && !diesAfterwards) {
                                throw new Dead();
                            }
                            try {
                                Object result = method.invoke(real, arguments);
                                if (last) {
                                    throw new Dead();
                                }
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}

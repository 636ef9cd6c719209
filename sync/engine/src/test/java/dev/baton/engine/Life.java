package dev.baton.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

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

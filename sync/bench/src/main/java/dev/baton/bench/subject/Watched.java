package dev.baton.bench.subject;

import dev.baton.engine.store.StateStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A state store with a watch beside it: when what ended last, and how long it took. */
final class Watched implements InvocationHandler {
    private final StateStore store;
    private final Map<String, Mark> lastEnded = new ConcurrentHashMap<>();
    private final Map<String, Long> taken = new ConcurrentHashMap<>();

    Watched(StateStore store) {
        this.store = store;
    }

    StateStore store() {
        return (StateStore)
                Proxy.newProxyInstance(
                        StateStore.class.getClassLoader(), new Class<?>[] {StateStore.class}, this);
    }

    @Override
    public @Nullable Object invoke(
            Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        long start = System.nanoTime();
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        } finally {
            taken.merge(method.getName(), System.nanoTime() - start, Long::sum);
            lastEnded.put(method.getName(), Mark.now());
        }
    }

    /** When the last call of a method ended. */
    Mark lastEnded(String method) {
        Mark at = lastEnded.get(method);
        if (at == null) {
            throw new IllegalStateException("never asked: " + method);
        }
        return at;
    }

    /** How long a method took, all calls together. */
    double seconds(String method) {
        return taken.getOrDefault(method, 0L) / 1e9;
    }
}

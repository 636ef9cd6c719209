package dev.baton.bench.subject;

import dev.baton.engine.store.StateStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A state store with a watch beside it: when what was asked first, and how long it took. */
final class Watched implements InvocationHandler {
    private final StateStore store;
    private final Map<String, Mark> firstAsked = new ConcurrentHashMap<>();
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
        firstAsked.computeIfAbsent(method.getName(), unused -> Mark.now());
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        } finally {
            taken.merge(method.getName(), System.nanoTime() - start, Long::sum);
        }
    }

    /** When a method was first asked. */
    Mark firstAsked(String method) {
        Mark at = firstAsked.get(method);
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

package dev.baton.simulation;

import dev.baton.engine.store.StateStore;
import dev.baton.simulation.store.Reads;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * Makes every commit of the store a boundary, before and after it: our process may die there, and
 * once it is dead it stores nothing any more.
 */
final class Boundaries {
    /** Between two requests anyway, and dying there costs no more than dying at either. */
    private static final Set<String> CALLS = Set.of("takeCalls", "giveBackCalls", "sawAllowance");

    private Boundaries() {}

    static StateStore around(StateStore store, World world) {
        return (StateStore)
                Proxy.newProxyInstance(
                        StateStore.class.getClassLoader(),
                        new Class<?>[] {StateStore.class},
                        (proxy, method, arguments) -> {
                            String name = method.getName();
                            try {
                                if (Reads.contains(name) || CALLS.contains(name)) {
                                    return method.invoke(store, arguments);
                                }
                                world.boundary("before " + name);
                                Object result = method.invoke(store, arguments);
                                world.trace("store " + name);
                                world.boundary("after " + name);
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}

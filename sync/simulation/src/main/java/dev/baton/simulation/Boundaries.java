package dev.baton.simulation;

import dev.baton.engine.store.StateStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * Makes every commit of the store a boundary, before and after it: our process may die there, and
 * once it is dead it stores nothing any more.
 */
final class Boundaries {
    private static final Set<String> READS =
            Set.of(
                    "checkpoint",
                    "scan",
                    "childrenOf",
                    "countByParent",
                    "find",
                    "verifyLedger",
                    "calls",
                    "fence",
                    "newest",
                    "ours",
                    "run",
                    "writes",
                    "stopped",
                    "lastRun",
                    "unsettled",
                    "ledger",
                    "episodes",
                    "quarantine",
                    "mappings",
                    "close",
                    "toString");

    private Boundaries() {}

    static StateStore around(StateStore store, World world) {
        return (StateStore)
                Proxy.newProxyInstance(
                        StateStore.class.getClassLoader(),
                        new Class<?>[] {StateStore.class},
                        (proxy, method, arguments) -> {
                            String name = method.getName();
                            boolean read =
                                    READS.contains(name)
                                            || (name.equals("held") && arguments.length > 0);
                            try {
                                if (read) {
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

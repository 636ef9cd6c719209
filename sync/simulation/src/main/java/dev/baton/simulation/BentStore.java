package dev.baton.simulation;

import dev.baton.engine.store.Checkpoint;
import dev.baton.engine.store.Intent;
import dev.baton.engine.store.LandedPage;
import dev.baton.engine.store.Outcome;
import dev.baton.engine.store.NewVersion;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bugs that lie between engine and store. */
final class BentStore {
    private final PlantedBug bug;
    private final StateStore store;
    private @Nullable Run run;
    private int calls;

    private BentStore(PlantedBug bug, StateStore store) {
        this.bug = bug;
        this.store = store;
    }

    static StateStore around(PlantedBug bug, StateStore store) {
        var bent = new BentStore(bug, store);
        return (StateStore)
                Proxy.newProxyInstance(
                        StateStore.class.getClassLoader(),
                        new Class<?>[] {StateStore.class},
                        (proxy, method, arguments) ->
                                bent.call(method, arguments == null ? new Object[0] : arguments));
    }

    private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("begin")) {
            run = (Run) arguments[0];
        }
        return switch (bug + " " + method.getName()) {
            case "CURSOR_SAVED_BEFORE_ROWS commit" ->
                    cursorFirst((StreamKey) arguments[0], (LandedPage) arguments[1]);
            case "ACCOUNT_THAT_LOST_A_RECORD_NOT_LOOKED_AT commit" ->
                    withoutBefore((StreamKey) arguments[0], (LandedPage) arguments[1]);
            case "SETTLED_BEFORE_SENT intend" ->
                    settledAtOnce((Run) arguments[0], intents(arguments[1]));
            case "SETTLED_BEFORE_SENT settle",
                    "INTENT_NOT_STORED settle",
                    "INTENT_NOT_STORED intend",
                    "REFUSALS_NOT_PARKED park",
                    "ZOMBIE_LEASE fence" ->
                    null;
            case "BUDGET_PER_RUN takeCalls" -> ofThisRun((int) arguments[2], (long) arguments[3]);
            case "BUDGET_PER_RUN giveBackCalls" -> ofThisRun(-(int) arguments[2], Long.MAX_VALUE);
            case "LOST_ANSWER_TAKEN_FOR_NO unsettled" -> taken();
            case "EDIT_BY_HAND_OVERWRITTEN ours" -> Map.of();
            case "EACH_CYCLE_WRITES_AGAIN held" -> forgotten(invoke(method, arguments));
            case "ONE_TICKET_UNCOUNTED childrenOf" ->
                    allButOne((StreamKey) arguments[0], invoke(method, arguments));
            default -> invoke(method, arguments);
        };
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private int ofThisRun(int wanted, long limit) {
        int taken = (int) Math.min(wanted, Math.max(0, limit - calls));
        calls += taken;
        return taken;
    }

    private List<NewVersion> cursorFirst(StreamKey stream, LandedPage page) {
        Checkpoint checkpoint = page.checkpoint();
        Instant at = page.pulledAt();
        store.commit(stream, new LandedPage(List.of(), Map.of(), List.of(), checkpoint, at));
        return store.commit(stream, page);
    }

    /** Where a record stood before is not told. */
    private List<NewVersion> withoutBefore(StreamKey stream, LandedPage page) {
        return store.commit(stream, page).stream()
                .map(each -> new NewVersion(each.id(), each.parent(), null))
                .toList();
    }

    @SuppressWarnings("unchecked") // as the method is declared
    private static List<Intent> intents(Object list) {
        return (List<Intent>) list;
    }

    private @Nullable Object settledAtOnce(Run now, List<Intent> intents) {
        store.intend(now, intents);
        settle(now, intents, new Outcome.Accepted());
        return null;
    }

    private List<Intent> taken() {
        if (run != null) {
            settle(run, store.unsettled("crm"), new Outcome.ReadBack(false));
        }
        return List.of();
    }

    private void settle(Run now, List<Intent> intents, Outcome outcome) {
        SortedMap<String, Map<String, Outcome>> objects = new TreeMap<>();
        intents.forEach(
                intent ->
                        objects.computeIfAbsent(intent.object(), unused -> new LinkedHashMap<>())
                                .put(intent.record(), outcome));
        objects.forEach((object, outcomes) -> store.settle(now, "crm", object, outcomes));
    }

    private static Object forgotten(Object held) {
        var none = new LinkedHashMap<Object, Map<?, ?>>();
        ((Map<?, ?>) held).keySet().forEach(record -> none.put(record, Map.of()));
        return none;
    }

    private static Object allButOne(StreamKey stream, Object records) {
        List<?> all = (List<?>) records;
        return stream.stream().equals("tickets") && all.size() > 1
                ? all.subList(1, all.size())
                : all;
    }
}

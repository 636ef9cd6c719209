package dev.baton.simulation;

import dev.baton.port.AdapterException.Category;
import dev.baton.port.AdapterException;
import dev.baton.port.Sink;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import dev.baton.simulation.vendor.Org;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bugs that lie between engine and sink. */
final class BentSink {
    private BentSink() {}

    static Sink around(PlantedBug bug, Sink sink, World world) {
        return (Sink)
                Proxy.newProxyInstance(
                        Sink.class.getClassLoader(),
                        new Class<?>[] {Sink.class},
                        (proxy, method, arguments) ->
                                call(
                                        bug,
                                        sink,
                                        world,
                                        method,
                                        arguments == null ? new Object[0] : arguments));
    }

    private static @Nullable Object call(
            PlantedBug bug, Sink sink, World world, Method method, Object[] arguments)
            throws Throwable {
        return switch (bug + " " + method.getName()) {
            case "BATCH_TAKEN_AS_ALL_WRITTEN update" ->
                    accepted((List<?>) invoke(sink, method, arguments));
            case "BRAKE_PER_BATCH updateBatch" -> 2;
            case "BRAKE_PER_BATCH update" -> {
                brake(world, (List<?>) arguments[1]);
                yield invoke(sink, method, arguments);
            }
            case "EDIT_TAKEN_FOR_AUTOMATION editor" ->
                    new Sink.Editor("LastModifiedById", anybody -> true);
            case "FOREIGN_FIELD_WRITTEN update" ->
                    sink.update(
                            (String) arguments[0],
                            withName((List<?>) arguments[1]),
                            (WritePermit) arguments[2]);
            case "TASK_KEY_BY_CHANCE upsert" -> {
                List<WriteRequest> batch = renamed((List<?>) arguments[2]);
                yield sink
                        .upsert(
                                (String) arguments[0],
                                (String) arguments[1],
                                batch,
                                (WritePermit) arguments[3])
                        .stream()
                        .map(each -> new WriteResult.Accepted(each.id().replace("x:", "")))
                        .toList();
            }
            default -> invoke(sink, method, arguments);
        };
    }

    /** Holds a batch in which both accounts would change band, and never sees the whole. */
    private static void brake(World world, List<?> batch) throws AdapterException {
        int changes = 0;
        for (Object each : batch) {
            WriteRequest request = (WriteRequest) each;
            String was =
                    world.org()
                            .row(Org.ACCOUNT, request.id())
                            .map(row -> row.get("Baton_Band__c"))
                            .orElse(null);
            Object band = request.fields().getOrDefault("Baton_Band__c", was);
            changes += was == null || was.equals("Unknown") || was.equals(band) ? 0 : 1;
        }
        if (changes > 1) {
            throw new AdapterException(Category.UNAVAILABLE, "brake", "too many at once", null);
        }
    }

    private static @Nullable Object invoke(Sink sink, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(sink, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static List<WriteResult> accepted(@Nullable List<?> results) {
        var all = new ArrayList<WriteResult>();
        for (Object each : results == null ? List.of() : results) {
            all.add(new WriteResult.Accepted(((WriteResult) each).id()));
        }
        return all;
    }

    private static List<WriteRequest> withName(List<?> batch) {
        var all = new ArrayList<WriteRequest>();
        for (Object each : batch) {
            WriteRequest request = (WriteRequest) each;
            var fields = new LinkedHashMap<>(request.fields());
            fields.put("Name", "renamed");
            all.add(new WriteRequest(request.id(), fields));
        }
        return all;
    }

    private static List<WriteRequest> renamed(List<?> batch) {
        var all = new ArrayList<WriteRequest>();
        for (Object each : batch) {
            WriteRequest request = (WriteRequest) each;
            all.add(new WriteRequest("x:" + request.id(), request.fields()));
        }
        return all;
    }
}

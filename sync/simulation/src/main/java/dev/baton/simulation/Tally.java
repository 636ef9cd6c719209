package dev.baton.simulation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What many histories came to; kept in a file, so that a long run can be gone on with. */
final class Tally {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SortedMap<String, Long> injected = new TreeMap<>();
    private final Set<Guard> unguarded = EnumSet.noneOf(Guard.class);
    private final SortedMap<Long, String> failures = new TreeMap<>();
    private long next;
    private long seeds;
    private long checks;
    private long writes;
    private double seconds;

    Tally(long first) {
        next = first;
    }

    long next() {
        return next;
    }

    long seeds() {
        return seeds;
    }

    List<String> failures() {
        return List.copyOf(failures.values());
    }

    /** What failed in an earlier run may be mended since: it is forgotten where it holds now. */
    void playFailedAgain(Simulation simulation) {
        failures.keySet().removeIf(seed -> simulation.run(seed).violation() == null);
    }

    double rate() {
        return seconds == 0 ? 0 : seeds / seconds;
    }

    void add(Simulation.Result result) {
        next++;
        seeds++;
        checks += result.checks();
        writes += result.writes();
        result.injected().forEach((kind, count) -> add(kind.name(), count));
        unguarded.addAll(result.unguarded());
    }

    private void add(String kind, long count) {
        injected.merge(kind, count, Long::sum);
    }

    void failed(Failure failure) {
        failures.put(failure.seed(), failure.toString());
    }

    void took(double more) {
        seconds += more;
    }

    /** Writes all of it, whole or not at all. */
    void save(Path file) throws IOException {
        ObjectNode all = JSON.createObjectNode();
        all.put("next", next).put("seeds", seeds).put("seconds", seconds);
        all.put("seedsPerSecond", rate()).put("checks", checks).put("writes", writes);
        all.put("crashes", injected.getOrDefault(Kind.CRASH.name(), 0L));
        ObjectNode kinds = all.putObject("injected");
        injected.forEach(kinds::put);
        ObjectNode missing = all.putObject("notYetGuarded");
        unguarded.forEach(guard -> missing.put(guard.name(), guard.reason()));
        ArrayNode failed = all.putArray("failures");
        failures.forEach((seed, told) -> failed.addObject().put("seed", seed).put("told", told));
        Path folder = file.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(folder, "simulation", ".json");
        JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), all);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What an earlier run has saved, or nothing yet. */
    static Tally resume(Path file, long first) throws IOException {
        var tally = new Tally(first);
        if (Files.exists(file)) {
            var saved = JSON.readTree(file.toFile());
            tally.next = saved.path("next").asLong(first);
            tally.seeds = saved.path("seeds").asLong();
            tally.seconds = saved.path("seconds").asDouble();
            tally.checks = saved.path("checks").asLong();
            tally.writes = saved.path("writes").asLong();
            for (Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> kind :
                    saved.path("injected").properties()) {
                tally.add(kind.getKey(), kind.getValue().asLong());
            }
            saved.path("notYetGuarded")
                    .fieldNames()
                    .forEachRemaining(name -> tally.unguarded.add(Guard.valueOf(name)));
            saved.path("failures")
                    .forEach(
                            each ->
                                    tally.failures.put(
                                            each.path("seed").asLong(),
                                            each.path("told").asText()));
        }
        return tally;
    }
}

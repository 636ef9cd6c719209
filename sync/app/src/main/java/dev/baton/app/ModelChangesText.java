package dev.baton.app;

import dev.baton.engine.ModelChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What another model would change, as people read it. */
final class ModelChangesText {
    /** Accounts and tasks named. */
    private static final int NAMED = 20;

    private ModelChangesText() {}

    /** How many accounts would go from one band to another: {@code green → yellow}. */
    static SortedMap<String, Integer> byBand(List<ModelChanges.Move> moves) {
        var counts = new TreeMap<String, Integer>();
        for (ModelChanges.Move move : moves) {
            counts.merge(
                    Documents.word(move.from()) + " → " + Documents.word(move.to()),
                    1,
                    Integer::sum);
        }
        return counts;
    }

    /** Of bands, one line each. */
    static List<String> moves(List<ModelChanges.Move> moves) {
        if (moves.isEmpty()) {
            return List.of("No account would change band now.");
        }
        var lines = new ArrayList<String>();
        lines.add("Accounts that would change band now: " + moves.size());
        byBand(moves).forEach((move, n) -> lines.add("  " + move + ": " + n));
        for (ModelChanges.Move move : moves.stream().limit(NAMED).toList()) {
            lines.add(
                    "    "
                            + called(move.name(), move.account())
                            + ": "
                            + score(move.oldScore())
                            + " → "
                            + score(move.newScore()));
        }
        return lines;
    }

    private static String called(String name, String account) {
        return (name.isEmpty() ? account : name) + " (" + account + ")";
    }

    private static String score(@Nullable Double score) {
        return score == null ? "unknown" : score + "";
    }

    /** Of tasks, one line each. */
    static List<String> tasks(List<ModelChanges.TaskMove> tasks) {
        if (tasks.isEmpty()) {
            return List.of("No task would open or close now.");
        }
        long opens = tasks.stream().filter(ModelChanges.TaskMove::opens).count();
        var lines = new ArrayList<String>();
        lines.add(
                "Tasks that would open now, where their owners have a hand free: "
                        + opens
                        + "; that would close: "
                        + (tasks.size() - opens));
        for (ModelChanges.TaskMove task : tasks.stream().limit(NAMED).toList()) {
            lines.add(
                    "    "
                            + called(task.name(), task.account())
                            + ": "
                            + (task.opens() ? "opens " : "closes ")
                            + task.play()
                            + ", "
                            + task.subject());
        }
        return lines;
    }
}

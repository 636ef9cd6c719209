package dev.baton.sandbox.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What one can do next, each line as it is typed. */
record Farewell(String program, DemoFolder folder, Instant asOf, String url) {

    List<String> lines(Path mappings) {
        String config = " --config " + folder.config();
        Instant nextWeek = asOf.plus(Duration.ofDays(7));
        return List.of(
                "Go on from here:",
                "  1. Change what a measure is worth, and see whom it would move; nothing is remembered:",
                "       $EDITOR " + folder.playground().resolve("model.yaml"),
                "       " + program + " plan --mappings " + folder.playground() + config,
                "  2. Let a week pass, and see what it brings:",
                "       curl -X POST -d '{\"to\":\""
                        + nextWeek
                        + "\"}' "
                        + url
                        + "/__sandbox/advance",
                "       " + program + " sync" + config,
                "  3. The first sync opens no tasks; see which ones it would open for whom, and ask for anyone:",
                "       " + program + " plan --open-tasks" + config,
                "       " + program + " explain ACCOUNT" + config,
                "The sandbox goes on serving until nobody has asked it anything for an hour. To stop it, or to start it again later:",
                "       " + program + " demo --stop" + directory(),
                "       "
                        + program
                        + " sandbox --data "
                        + folder.data()
                        + " --as-of "
                        + asOf
                        + " --mappings "
                        + mappings
                        + " --config-out "
                        + folder.config());
    }

    private String directory() {
        return folder.root().equals(Path.of("baton-demo")) ? "" : " --dir " + folder.root();
    }
}

package dev.baton.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.baton.core.plan.Plan;
import dev.baton.engine.Cycle;
import dev.baton.engine.Prepared;
import dev.baton.engine.PushEnd;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the CRM up to date. */
@Command(name = "sync", description = "Pulls, plans and writes; with --plan exactly that plan.")
final class SyncCommand extends BatonCommand {
    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Carries out this plan, if nothing it rests on has changed.")
    @Nullable Path planFile;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "What is true at this instant (default: the CRM's clock).")
    @Nullable Instant asOf;

    @Option(
            names = "--open-tasks",
            description =
                    "Opens tasks also for what stood already at the first sync, which opens none by itself.")
    boolean openTasks;

    SyncCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) throws Exception {
        Config config = config();
        if (config.writes() == Config.Writes.PREVIEW && planFile == null) {
            throw new Stop(
                    Exit.GUARD,
                    config.file()
                            + " says `writes: preview`, so nothing is written without a plan you have seen.\n"
                            + "Run `baton plan --out plan.json`, look at it, then `baton sync --plan plan.json`;"
                            + " or set `writes: on` once you trust it.");
        }
        PlanFile file = planFile == null ? null : PlanFile.read(planFile);
        Sync.Result result =
                new Sync(file, asOf, openTasks)
                        .run(config, mappings(config.mappings()), Surroundings.COMMAND);
        report(output, result);
        return result.exit();
    }

    /** What a push came to, as every command that pushes tells it. */
    static void report(Output output, Sync.Result result) {
        Prepared prepared = result.prepared();
        Cycle.Pushed pushed = result.pushed();
        Plan plan = prepared.plan();
        int quarantined = result.quarantined();
        switch (pushed.end()) {
            case PushEnd.Whole whole -> {}
            case PushEnd.Cut cut ->
                    output.note(
                            "baton: stopped before the end of the plan: " + cut.why().getMessage());
            case PushEnd.Stopped stopped ->
                    output.note("baton: stopped before the end of the plan: " + stopped.why());
        }
        var document =
                new SyncJson(
                        plan.hash(),
                        prepared.run().asOf().toString(),
                        Documents.changes(plan),
                        prepared.accountsTouched(),
                        Documents.Calls.of(prepared.calls()),
                        pushed.run().id(),
                        pushed.written(),
                        pushed.failed(),
                        quarantined,
                        Documents.StoppedJson.all(prepared.mappings().stopped()));
        if (!output.json(document)) {
            output.line(
                    PlanText.summary(prepared)
                            + "\nrun "
                            + pushed.run().id()
                            + ": "
                            + pushed.written()
                            + " records written, "
                            + pushed.failed()
                            + " failed, "
                            + quarantined
                            + " quarantined");
            if (prepared.accounts() == 0) {
                output.note(
                        "baton: the CRM showed no account at all; check the user's rights, and the mapping's filter");
            }
            if (quarantined > 0) {
                output.note("baton: `baton quarantine` tells what and why");
            }
        }
    }

    /**
     * As {@code sync --json} prints it; {@code written}, {@code failed}, {@code quarantined} count
     * records.
     */
    record SyncJson(
            String hash,
            String asOf,
            Iterable<Documents.ChangeJson> changes,
            int accountsTouched,
            Documents.Calls calls,
            String run,
            int written,
            int failed,
            int quarantined,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Documents.StoppedJson> leftOut) {}
}

package dev.baton.app;

import dev.baton.core.plan.Plan;
import dev.baton.engine.Cycle;
import dev.baton.engine.GuardException;
import dev.baton.port.AdapterException;
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
        try (Session session = Session.open(config, mappings(config.mappings()))) {
            Cycle cycle = session.cycle();
            if (asOf != null) {
                cycle.mayPush(asOf);
            }
            Cycle.Prepared fresh = cycle.prepare(asOf, openTasks);
            Cycle.Prepared prepared = file == null ? fresh : seen(file, cycle, fresh);
            Cycle.Pushed pushed = pushed(cycle, prepared, config);
            report(output, prepared, pushed);
            return exit(prepared, pushed);
        }
    }

    /** With the plan that someone has looked at, if it still holds. */
    private static Cycle.Prepared seen(PlanFile file, Cycle cycle, Cycle.Prepared prepared)
            throws AdapterException {
        try {
            Plan plan = file.plan(cycle.targets());
            return cycle.carrying(prepared, plan, file.instant());
        } catch (Stop | GuardException e) {
            cycle.stopped(prepared);
            throw e;
        }
    }

    private static Cycle.Pushed pushed(Cycle cycle, Cycle.Prepared prepared, Config config)
            throws AdapterException {
        try {
            return cycle.push(prepared, config.brake());
        } catch (GuardException e) {
            cycle.stopped(prepared);
            throw e;
        }
    }

    private static Exit exit(Cycle.Prepared prepared, Cycle.Pushed pushed) {
        AdapterException cut = pushed.cut();
        if (cut != null) {
            return Stop.exitFor(cut.category());
        }
        return pushed.failed() > 0 || prepared.parked() > 0 ? Exit.PARTIAL : Exit.DONE;
    }

    private static void report(Output output, Cycle.Prepared prepared, Cycle.Pushed pushed) {
        Plan plan = prepared.plan();
        int quarantined = prepared.parked() + pushed.failed();
        AdapterException cut = pushed.cut();
        if (cut != null) {
            output.note("baton: stopped before the end of the plan: " + cut.getMessage());
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
                        quarantined);
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
                output.note("baton: `baton status` tells what was quarantined and why");
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
            List<Documents.ChangeJson> changes,
            int accountsTouched,
            Documents.Calls calls,
            String run,
            int written,
            int failed,
            int quarantined) {}
}

package dev.baton.app;

import dev.baton.engine.store.StoppedPlan;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Releases a plan that the brake stopped. */
@Command(
        name = "approve",
        description =
                "Releases exactly the plan that the brake stopped; the next sync carries it out, if nothing it rests on has changed.")
final class ApproveCommand extends BatonCommand {
    @Parameters(paramLabel = "PLAN-HASH", description = "As `sync` and `status` tell it.")
    String hash = "";

    ApproveCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) throws Exception {
        Config config = config();
        String crm = mappings(config.mappings()).crm();
        try (Memory memory = Memory.open(config)) {
            Optional<StoppedPlan> waiting = memory.store().stopped(crm);
            if (waiting.isEmpty()) {
                throw new Stop(Exit.USAGE, "no plan waits for approval");
            }
            StoppedPlan stopped = waiting.get();
            if (!stopped.plan().hash().equals(hash)) {
                throw new Stop(
                        Exit.USAGE,
                        "the plan that waits for approval is "
                                + stopped.plan().hash()
                                + ", of run "
                                + stopped.run()
                                + "; look at it with `baton status`");
            }
            memory.store().keepStopped(crm, stopped.approve());
            if (!output.json(new ApprovedJson(hash, stopped.run(), stopped.bands()))) {
                output.line(
                        "released: "
                                + stopped.bands()
                                + " of "
                                + stopped.accounts()
                                + " accounts change band with the next sync");
            }
            return Exit.DONE;
        }
    }

    record ApprovedJson(String plan, String run, int bandChanges) {}
}

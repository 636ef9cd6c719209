package dev.baton.app;

import dev.baton.core.health.ResultName;
import dev.baton.engine.Cycle;
import dev.baton.engine.Prepared;
import dev.baton.engine.Review;
import dev.baton.engine.Undone;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.WriteScope;
import dev.baton.mappings.Mappings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes past writes back. */
@Command(
        name = "undo",
        description =
                "Shows what would take past writes back, old → new, and with --write does it. What somebody changed since stays; a task that was opened is closed.")
final class UndoCommand extends BatonCommand {
    /** Skipped fields that are told one by one. */
    private static final int SKIPPED = 20;

    @ArgGroup(multiplicity = "1")
    Which which = new Which();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Also writes the plan there, for `sync --plan FILE`.")
    @Nullable Path out;

    @Option(names = "--write", description = "Carries the plan out.")
    boolean write;

    /** Which writes; one of them. */
    static final class Which {
        @Option(names = "--run", paramLabel = "ID", description = "All writes of one run.")
        @Nullable String run;

        @Option(
                names = "--account",
                paramLabel = "ACCOUNT",
                description = "All writes about one account: its id, external id or name.")
        @Nullable String account;

        @Option(names = "--field", paramLabel = "NAME", description = "All writes to one field.")
        @Nullable String field;
    }

    UndoCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) throws Exception {
        Config config = config();
        Mappings mappings = mappings(config.mappings());
        WriteScope scope = scope(config);
        try (Session session = Session.open(config, mappings, Surroundings.COMMAND)) {
            Cycle cycle = session.cycle();
            Undone undone = cycle.prepareUndo(scope);
            if (out != null) {
                Prepared prepared = undone.prepared();
                PlanFile.of(prepared.plan(), prepared.run().asOf().toString()).write(out);
            }
            return write
                    ? written(output, config, cycle, undone)
                    : shown(output, mappings, cycle, undone);
        }
    }

    private WriteScope scope(Config config) {
        try (StateStore store = Memory.existing(config)) {
            if (which.run != null) {
                String run = which.run;
                if (store.run(run).isEmpty()) {
                    throw new Stop(
                            Exit.USAGE,
                            "there was no run " + run + "; `baton status` names the last one");
                }
                return new WriteScope.OfRun(run);
            }
            if (which.account != null) {
                Review review = Review.of(store, null).orElseThrow(BatonCommand::nothingYet);
                return new WriteScope.OfAccount(
                        AccountChoice.one(review, which.account).ref().id());
            }
            return new WriteScope.OfField(String.valueOf(which.field));
        }
    }

    private Exit shown(Output output, Mappings mappings, Cycle cycle, Undone undone) {
        Prepared prepared = undone.prepared();
        cycle.shown(prepared);
        if (!output.json(UndoJson.of(undone))) {
            String band = mappings.outputs().fields().get(ResultName.BAND);
            output.line(
                    PlanText.of(
                            prepared,
                            cycle.names(prepared, PlanText.named(prepared.plan(), band)),
                            band));
            tell(output, undone.skipped());
            output.note(
                    "baton: nothing was written; `baton undo … --write` does it. The next sync writes"
                            + " again what the mapping and the model say: mend them first, or `writes: preview`.");
        }
        return prepared.partial() ? Exit.PARTIAL : Exit.DONE;
    }

    private static Exit written(Output output, Config config, Cycle cycle, Undone undone)
            throws Exception {
        var result =
                new Sync.Result(undone.prepared(), Sync.pushed(cycle, undone.prepared(), config));
        SyncCommand.report(output, result);
        tell(output, undone.skipped());
        return result.exit();
    }

    private static void tell(Output output, List<Undone.Skipped> skipped) {
        Map<String, Integer> reasons = new TreeMap<>();
        skipped.forEach(each -> reasons.merge(each.why(), 1, Integer::sum));
        reasons.forEach((why, fields) -> output.note(fields + " fields stay: " + why));
        skipped.stream()
                .limit(SKIPPED)
                .forEach(
                        each ->
                                output.note(
                                        "    "
                                                + each.object()
                                                + " "
                                                + each.key()
                                                + " "
                                                + each.field()
                                                + ": "
                                                + each.why()));
    }

    /** As {@code undo --json} prints it without {@code --write}. */
    record UndoJson(
            String hash,
            String asOf,
            Iterable<Documents.ChangeJson> changes,
            int accountsTouched,
            Documents.Calls calls,
            List<Undone.Skipped> skipped) {
        static UndoJson of(Undone undone) {
            Prepared prepared = undone.prepared();
            return new UndoJson(
                    prepared.plan().hash(),
                    prepared.run().asOf().toString(),
                    Documents.changes(prepared.plan()),
                    prepared.accountsTouched(),
                    Documents.Calls.of(prepared.calls()),
                    undone.skipped());
        }
    }
}

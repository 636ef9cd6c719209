package dev.baton.app;

import dev.baton.engine.store.LedgerCheck;
import dev.baton.engine.store.StateStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Proves that no line of the ledger was changed or taken away. */
@Command(
        name = "verify",
        description = "Proves that no line was changed or taken away; else names the first.")
final class LedgerVerifyCommand extends BatonCommand {
    LedgerVerifyCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) {
        try (StateStore store = Memory.existing(config())) {
            return switch (store.verifyLedger()) {
                case LedgerCheck.Sound sound -> tell(output, sound);
                case LedgerCheck.Broken broken -> tell(output, broken);
            };
        }
    }

    private static Exit tell(Output output, LedgerCheck.Sound sound) {
        if (!output.json(
                new CheckJson(true, sound.lines(), sound.head(), sound.adopted(), null, null))) {
            output.line(
                    sound.lines()
                            + " lines, all as they were written, none missing; head "
                            + sound.head()
                            + (sound.adopted() == 0
                                    ? ""
                                    : "\nthe first "
                                            + sound.adopted()
                                            + " were written before lines were chained: unchanged since then"));
        }
        return Exit.DONE;
    }

    private static Exit tell(Output output, LedgerCheck.Broken broken) {
        if (!output.json(new CheckJson(false, null, null, null, broken.seq(), broken.why()))) {
            output.line("broken at line " + broken.seq() + ": " + broken.why());
        }
        output.note(
                "baton: somebody changed the state past Baton. Keep a copy of the state folder to find"
                        + " out who; the lines before "
                        + broken.seq()
                        + " are as they were written");
        return Exit.GUARD;
    }

    /** As {@code ledger verify --json} prints it. */
    record CheckJson(
            boolean sound,
            @Nullable Long lines,
            @Nullable String head,
            @Nullable Long adopted,
            @Nullable Long firstBad,
            @Nullable String why) {}
}

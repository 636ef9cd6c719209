package dev.baton.app;

import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that tells of the last run, or of an earlier instant, from what is remembered. */
abstract class ReviewCommand extends BatonCommand {
    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "An earlier instant, by what was known then.")
    @Nullable Instant asOf;

    ReviewCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    final Exit run(Output output) {
        try (StateStore store = Memory.existing(config())) {
            tell(output, Review.of(store, asOf).orElseThrow(BatonCommand::nothingYet));
            return Exit.DONE;
        }
    }

    abstract void tell(Output output, Review review);
}

package dev.baton.app;

import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import picocli.CommandLine.Command;

/** Which deals are on their way from sales to customer success, and what each lacks. */
@Command(
        name = "handoffs",
        description =
                "Lists what sales hands to customer success, the longest waiting first, with what is"
                        + " missing and who can tell it; from the last sync.")
final class HandoffsCommand extends BatonCommand {
    HandoffsCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) {
        try (StateStore store = Memory.existing(config())) {
            Review review = Review.of(store, null).orElseThrow(BatonCommand::nothingYet);
            if (review.mappings().handoff() == null) {
                throw new Stop(
                        Exit.USAGE,
                        "the mapping hands nothing over — say in handoff.yaml what a handoff is; see"
                                + " \"Handoffs\" in mappings/README.md");
            }
            HandoffList list = HandoffList.of(review);
            if (!output.json(list)) {
                output.line(list.text());
            }
            return Exit.DONE;
        }
    }
}

package dev.baton.app;

import dev.baton.engine.Review;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says why an account's score is what it is, to the record. */
@Command(
        name = "explain",
        description =
                "Says why an account's score is what it is, down to the records, what changed, and what"
                        + " would raise it; from the last sync.")
final class ExplainCommand extends ReviewCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "Id, external id or name.")
    String account = "";

    @Option(
            names = "--since",
            paramLabel = "INSTANT",
            description =
                    "An earlier instant: what moved the score since, record by record, and what another"
                            + " model did.")
    @Nullable Instant since;

    @Mixin ScoreChoice choice = new ScoreChoice();

    ExplainCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    void tell(Output output, Review told) {
        Review review = choice.of(told);
        Review.Assessed assessed = review.one(AccountChoice.one(review, account));
        Review.Since earlier = since == null ? null : review.since(assessed, since);
        ExplanationJson document = ExplanationJson.of(review, assessed, earlier);
        if (!output.json(document)) {
            output.line(new ExplanationText(review).of(assessed, earlier, document.digest()));
        }
    }
}

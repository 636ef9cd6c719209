package dev.baton.app;

import dev.baton.backtest.Judging;
import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds past scores against what became of the accounts. */
@Command(
        name = "backtest",
        description =
                "Says how well past scores foretold who left, or who bought more: each score as it would have been told"
                        + " on that day, by what was known then. Reads local state only.")
final class BacktestCommand extends BatonCommand {
    @Mixin BacktestChoice choice = new BacktestChoice();

    @Mixin ScoreChoice score = new ScoreChoice();

    @Option(
            names = "--capacity",
            paramLabel = "K",
            defaultValue = "20",
            description =
                    "Accounts that can be worked on at each look (default: ${DEFAULT-VALUE}).")
    int capacity = 20;

    @Option(
            names = "--mappings",
            paramLabel = "DIR",
            description =
                    "Judges the model of this folder, which differs from the one in use in nothing"
                            + " else.")
    @Nullable Path mappings;

    @Option(names = "--html", paramLabel = "FILE", description = "A page with plots.")
    @Nullable Path html;

    BacktestCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) {
        Judging judging = choice.judging(capacity);
        try (StateStore store = Memory.existing(config())) {
            Review used = Review.of(store, null).orElseThrow(BatonCommand::nothingYet);
            Review last = score.of(mappings == null ? used : used.by(mappings(mappings)));
            var looks = new BacktestLooks(store, last, choice.outcomes(last));
            var report = BacktestReport.of(last, looks, judging);
            if (html != null) {
                ReportingCommand.write(html, BacktestPage.of(report));
            }
            if (!output.json(BacktestDocument.of(report))) {
                output.line(BacktestText.of(report));
            }
            return Exit.DONE;
        }
    }
}

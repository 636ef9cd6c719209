package dev.baton.app;

import dev.baton.app.report.Histories;
import dev.baton.app.report.History;
import dev.baton.app.report.Period;
import dev.baton.app.report.Telling;
import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A report over all accounts: text, a document for scripts, or a page. Reads local state only. */
abstract class ReportingCommand extends BatonCommand {
    private static final int LONGEST_DAYS = 3_650;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "An earlier instant, by what was known then.")
    @Nullable Instant asOf;

    @Option(names = "--html", paramLabel = "FILE", description = "A page of it.")
    @Nullable Path html;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "365",
            description = "How far back it looks (default: ${DEFAULT-VALUE}).")
    int days = 365;

    @Option(
            names = "--renewal-kind",
            paramLabel = "WORD",
            defaultValue = "renewal",
            description = "What a renewal's kind contains (default: ${DEFAULT-VALUE}).")
    String renewalKind = "renewal";

    ReportingCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    final Exit run(Output output) {
        if (days < 1 || days > LONGEST_DAYS) {
            throw new Stop(Exit.USAGE, "--days is 1 to " + LONGEST_DAYS);
        }
        try (StateStore store = Memory.existing(config())) {
            Review review = Review.of(store, asOf).orElseThrow(BatonCommand::nothingYet);
            Report report = report(store, review);
            Telling telling = report.telling();
            if (html != null) {
                write(html, telling.page());
            }
            if (!output.json(report.document())) {
                output.line(TellingText.of(telling));
            }
            return Exit.DONE;
        }
    }

    /**
     * What a report says.
     *
     * @param document for scripts
     * @param telling for people
     */
    record Report(Object document, Telling telling) {}

    abstract Report report(StateStore store, Review review);

    final Period period(Review review) {
        return new Period(review.asOf().minus(Duration.ofDays(days)), review.asOf(), renewalKind);
    }

    /** Of every account, in order of id. */
    final List<History> histories(Review review) {
        return Histories.of(review, renewalKind);
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new Stop(
                    Exit.USAGE,
                    file + " cannot be written — name a file in a folder that is there");
        }
    }
}

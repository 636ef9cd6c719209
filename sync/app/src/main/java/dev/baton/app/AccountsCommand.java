package dev.baton.app;

import dev.baton.core.health.Presentation;
import dev.baton.engine.Review;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists accounts, worst first, unknown last. */
@Command(
        name = "accounts",
        description = "Lists accounts by health, worst first, unknown last; from the last sync.")
final class AccountsCommand extends ReviewCommand {
    private static final Comparator<Review.Assessed> WORST_FIRST =
            Comparator.comparing(
                            (Review.Assessed each) -> each.assessment().score(),
                            Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(each -> each.assessment().account());

    @Option(names = "--owner", paramLabel = "NAME", description = "Only accounts of this owner.")
    @Nullable String owner;

    @Option(names = "--csv", description = "As CSV.")
    boolean csv;

    AccountsCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    void tell(Output output, Review review) {
        List<Review.Assessed> accounts = listed(review);
        var document =
                new Documents.Accounts(
                        review.asOf().toString(),
                        review.model(),
                        accounts.stream()
                                .map(each -> Documents.AccountJson.of(review, each))
                                .toList());
        if (!output.json(document)) {
            output.line(csv ? csv(review, accounts) : table(review, accounts));
        }
    }

    private List<Review.Assessed> listed(Review review) {
        var accounts = new ArrayList<Review.Assessed>();
        review.each(
                each -> {
                    boolean ended = each.assessment().isEnded();
                    if (!ended
                            && (owner == null
                                    || owner.equalsIgnoreCase(each.account().text("owner")))) {
                        accounts.add(each);
                    }
                });
        accounts.sort(WORST_FIRST);
        return accounts;
    }

    private static String table(Review review, List<Review.Assessed> accounts) {
        var table = new Table("score", "band", "trend", "coverage", "account", "first reason");
        accounts.forEach(each -> table.row(cells(review, each)));
        return table
                + "\n"
                + accounts.size()
                + " accounts as of "
                + review.asOf()
                + ", model "
                + review.model();
    }

    private static List<String> cells(Review review, Review.Assessed each) {
        var assessment = each.assessment();
        return List.of(
                assessment.score() == null ? "–" : assessment.score().toString(),
                review.override(each)
                        .map(override -> Documents.word(override.band()) + " (by hand)")
                        .orElse(Documents.word(assessment.band())),
                Documents.word(assessment.trend()),
                Math.round(100 * assessment.coverage()) + " %",
                each.name().isEmpty() ? assessment.account() : each.name(),
                assessment.reasons().stream().findFirst().map(Presentation::reason).orElse(""));
    }

    private static String csv(Review review, List<Review.Assessed> accounts) {
        var csv = new Csv();
        csv.row("id", "external_id", "name", "score", "band", "trend", "coverage", "reason");
        for (Review.Assessed each : accounts) {
            Documents.AccountJson json = Documents.AccountJson.of(review, each);
            csv.row(
                    json.id(),
                    json.externalId(),
                    json.name(),
                    json.score() == null ? null : json.score().toPlainString(),
                    json.band(),
                    json.trend(),
                    Double.toString(json.coverage()),
                    each.assessment().reasons().stream()
                            .findFirst()
                            .map(Presentation::reason)
                            .orElse(null));
        }
        return csv.toString();
    }
}

package dev.baton.app;

import dev.baton.core.family.Rolled;
import dev.baton.core.health.Assessment;
import dev.baton.core.health.Presentation;
import dev.baton.core.health.Score;
import dev.baton.engine.Review;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
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

    private static final List<String> COLUMNS =
            List.of("id", "external_id", "name", "score", "band", "trend", "coverage", "reason");

    /** Where the account's name stands in a row. */
    private static final int ACCOUNT = 4;

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
        List<Column> more = columns(review);
        var head = List.of("score", "band", "trend", "coverage", "account", "first reason");
        var table = new Table(with(more.stream().map(Column::name).toList(), head));
        for (Review.Assessed each : accounts) {
            table.row(
                    with(
                            more.stream().map(column -> column.cell().apply(each)).toList(),
                            cells(review, each)));
        }
        return table
                + "\n"
                + accounts.size()
                + " accounts as of "
                + review.asOf()
                + ", model "
                + review.model();
    }

    /** What is told of accounts by some models only. */
    private record Column(String name, Function<Review.Assessed, String> cell) {}

    private static List<Column> columns(Review review) {
        var columns = new ArrayList<Column>();
        if (review.judging().rules().products() != null) {
            columns.add(new Column("product", AccountsCommand::product));
        }
        if (review.judging().rules().rollUp() != null) {
            columns.add(new Column("family", AccountsCommand::family));
        }
        if (review.mappings().model(Score.EXPANSION) != null) {
            columns.add(new Column("expansion", AccountsCommand::expansion));
        }
        return columns;
    }

    /** Before the account's name. */
    private static List<String> with(List<String> more, List<String> cells) {
        var all = new ArrayList<>(cells);
        all.addAll(ACCOUNT, more);
        return all;
    }

    private static String product(Review.Assessed each) {
        String product = each.assessment().product();
        return product == null ? "–" : product;
    }

    private static String family(Review.Assessed each) {
        Rolled family = each.family();
        return family == null || family.score() == null ? "–" : family.score().toString();
    }

    private static String expansion(Review.Assessed each) {
        Assessment expansion = each.expansion();
        return expansion == null || expansion.score() == null
                ? "–"
                : expansion.score() + " " + Score.EXPANSION.said(expansion.band());
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
        boolean expands = review.mappings().model(Score.EXPANSION) != null;
        var csv = new Csv();
        var head = new ArrayList<@Nullable String>(COLUMNS);
        if (expands) {
            head.addAll(List.of("expansion", "expansion_band"));
        }
        csv.row(head);
        for (Review.Assessed each : accounts) {
            Documents.AccountJson json = Documents.AccountJson.of(review, each);
            var cells = new ArrayList<@Nullable String>();
            cells.add(json.id());
            cells.add(json.externalId());
            cells.add(json.name());
            cells.add(plain(json.score()));
            cells.add(json.band());
            cells.add(json.trend());
            cells.add(Double.toString(json.coverage()));
            cells.add(
                    each.assessment().reasons().stream()
                            .findFirst()
                            .map(Presentation::reason)
                            .orElse(null));
            Documents.ExpansionJson expansion = json.expansion();
            if (expands) {
                cells.add(expansion == null ? null : plain(expansion.score()));
                cells.add(expansion == null ? null : expansion.band());
            }
            csv.row(cells);
        }
        return csv.toString();
    }

    private static @Nullable String plain(@Nullable BigDecimal score) {
        return score == null ? null : score.toPlainString();
    }
}

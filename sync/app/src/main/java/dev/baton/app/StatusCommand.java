package dev.baton.app;

import dev.baton.engine.Standing;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Tells how things stand, from what is remembered. */
@Command(
        name = "status",
        description = "Tells how things stand: last run, freshness, links, quarantine, brake.")
final class StatusCommand extends BatonCommand {
    StatusCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) {
        Config config = config();
        try (StateStore store =
                StateStores.openExisting(config.database()).orElseThrow(BatonCommand::nothingYet)) {
            StatusJson status =
                    status(
                            config,
                            budgets(config, store),
                            Standing.of(store).orElseThrow(BatonCommand::nothingYet));
            if (!output.json(status)) {
                output.line(told(status));
            }
            return Exit.DONE;
        }
    }

    private static List<BudgetJson> budgets(Config config, StateStore store) {
        return config.connections().entrySet().stream()
                .filter(each -> each.getValue() instanceof Config.Connection.Salesforce)
                .map(
                        each ->
                                BudgetJson.of(
                                        each.getKey(),
                                        config.budget(),
                                        store.calls(each.getKey(), null)))
                .toList();
    }

    private static StatusJson status(Config config, List<BudgetJson> budgets, Standing standing) {
        return new StatusJson(
                standing.asOf() == null ? null : standing.asOf().toString(),
                RunJson.of(standing.lastRun()),
                standing.freshness().stream()
                        .map(
                                each ->
                                        new SourceJson(
                                                each.stream().toString(),
                                                each.freshAt() == null
                                                        ? null
                                                        : each.freshAt().toString()))
                        .toList(),
                new AccountsJson(
                        standing.accounts().customers(),
                        standing.accounts().others(),
                        standing.accounts().undecided()),
                standing.unlinked(),
                standing.ambiguous(),
                standing.unowned().stream()
                        .map(
                                each ->
                                        new UnownedJson(
                                                each.stream().toString(),
                                                each.keys(),
                                                each.records()))
                        .toList(),
                standing.quarantine().stream()
                        .map(
                                each ->
                                        new ParkedJson(
                                                each.stream().toString(),
                                                each.record(),
                                                each.reason(),
                                                each.since().toString()))
                        .toList(),
                standing.unsettled(),
                new BrakeJson(config.brake().least(), config.brake().share()),
                budgets,
                Documents.word(config.writes()));
    }

    private static String told(StatusJson status) {
        var text =
                new StringBuilder(
                        "as of " + (status.asOf() == null ? "no sync yet" : status.asOf()));
        RunJson run = status.lastRun();
        text.append("\nlast run ")
                .append(run.id())
                .append(": ")
                .append(run.state())
                .append(", ")
                .append(run.written())
                .append(" written, ")
                .append(run.failed())
                .append(" failed");
        status.sources()
                .forEach(
                        source ->
                                text.append("\nfresh at ")
                                        .append(
                                                source.freshAt() == null
                                                        ? "never"
                                                        : source.freshAt())
                                        .append("  ")
                                        .append(source.stream()));
        text.append("\naccounts: ")
                .append(status.accounts().customers())
                .append(" customers, ")
                .append(status.accounts().others())
                .append(" others, ")
                .append(status.accounts().undecided())
                .append(" undecided");
        text.append("\nunlinked organisations: ").append(status.unlinked().size());
        text.append("\nambiguous organisations: ").append(status.ambiguous().size());
        status.ambiguous()
                .forEach(
                        (organisation, accounts) ->
                                text.append("\n    ")
                                        .append(organisation)
                                        .append(" could be ")
                                        .append(String.join(", ", accounts)));
        status.unowned()
                .forEach(
                        each ->
                                text.append("\nrecords of no account: ")
                                        .append(each.records())
                                        .append(" of ")
                                        .append(each.stream())
                                        .append(" (")
                                        .append(each.keys())
                                        .append(" keys)"));
        text.append("\nquarantine: ").append(status.quarantine().size());
        status.quarantine().stream()
                .limit(20)
                .forEach(
                        each ->
                                text.append("\n    ")
                                        .append(each.stream())
                                        .append(' ')
                                        .append(each.record())
                                        .append(" since ")
                                        .append(each.since())
                                        .append(": ")
                                        .append(each.reason()));
        status.budget().forEach(each -> text.append('\n').append(each.told()));
        text.append("\nwrites: ").append(status.writes());
        return text.toString();
    }

    /** As {@code status --json} prints it. */
    record StatusJson(
            @Nullable String asOf,
            RunJson lastRun,
            List<SourceJson> sources,
            AccountsJson accounts,
            List<String> unlinked,
            Map<String, List<String>> ambiguous,
            List<UnownedJson> unowned,
            List<ParkedJson> quarantine,
            int unsettled,
            BrakeJson brake,
            List<BudgetJson> budget,
            String writes) {}

    record RunJson(
            String id,
            String asOf,
            String knownAt,
            String state,
            @Nullable String plan,
            int written,
            int failed) {
        static RunJson of(Run run) {
            return new RunJson(
                    run.id(),
                    run.asOf().toString(),
                    run.knownAt().toString(),
                    Documents.word(run.state()),
                    run.planHash(),
                    run.written(),
                    run.failed());
        }
    }

    record SourceJson(String stream, @Nullable String freshAt) {}

    /** Customers are scored, others are not; of the undecided it cannot be told. */
    record AccountsJson(int customers, int others, int undecided) {}

    /** Records whose key no account has, or several have. */
    record UnownedJson(String stream, int keys, int records) {}

    record ParkedJson(String stream, String record, String reason, String since) {}

    /** Accounts that may change band in one run: at least so many, or this share. */
    record BrakeJson(int leastAccounts, double maxShare) {}
}

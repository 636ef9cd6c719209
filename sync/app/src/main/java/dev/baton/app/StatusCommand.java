package dev.baton.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.baton.core.plan.Change;
import dev.baton.engine.KillSwitch;
import dev.baton.engine.Review;
import dev.baton.engine.SnapshotStorage;
import dev.baton.engine.Standing;
import dev.baton.engine.store.PauseFile;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoppedPlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells how things stand, from what is remembered. */
@Command(
        name = "status",
        description = "Tells how things stand: last run, freshness, links, quarantine, brake.")
final class StatusCommand extends BatonCommand {
    /** Accounts named of a stopped plan. */
    private static final int WORST = 10;

    @Option(
            names = "--max-age",
            paramLabel = "AGE",
            description =
                    "Exits with 4 when the last sync is older, such as 90m, 2h or 1d; for a monitor.")
    @Nullable Duration maxAge;

    StatusCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) {
        Config config = config();
        try (StateStore store = Memory.existing(config)) {
            StatusJson status =
                    status(
                            config,
                            BudgetJson.all(config, store),
                            Standing.of(store).orElseThrow(BatonCommand::nothingYet),
                            new PauseFile(config.state()).paused().orElse(null),
                            Drifted.read(store).map(DriftJson::of).orElse(null),
                            Shadow.read(store)
                                    .filter(Shadow::runs)
                                    .map(RunningJson::of)
                                    .orElse(null));
            if (!output.json(status)) {
                output.line(told(status));
            }
            return isFresh(output, store) ? Exit.DONE : Exit.GUARD;
        }
    }

    /** By this machine's clock, for it is also what a monitor lives by. */
    private boolean isFresh(Output output, StateStore store) {
        if (maxAge == null) {
            return true;
        }
        Optional<Run> last = Review.lastSync(store);
        Duration age = last.map(run -> Duration.between(run.knownAt(), Instant.now())).orElse(null);
        if (age != null && age.compareTo(maxAge) <= 0) {
            return true;
        }
        output.note(
                age == null
                        ? "baton: there was no sync yet"
                        : "baton: the last sync was "
                                + age.truncatedTo(ChronoUnit.MINUTES)
                                        .toString()
                                        .substring(2)
                                        .toLowerCase(Locale.ROOT)
                                + " ago, more than wanted");
        return false;
    }

    private static StatusJson status(
            Config config,
            List<BudgetJson> budgets,
            Standing standing,
            KillSwitch.@Nullable Pause pause,
            @Nullable DriftJson drift,
            @Nullable RunningJson shadow) {
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
                Documents.StoppedJson.all(standing.leftOut()),
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
                                                each.id(),
                                                each.stream().toString(),
                                                each.record(),
                                                each.reason(),
                                                each.since().toString()))
                        .toList(),
                standing.unsettled(),
                new BrakeJson(
                        config.brake().least(),
                        config.brake().share(),
                        standing.stopped() == null ? null : StoppedJson.of(standing.stopped())),
                budgets,
                Documents.word(config.writes()),
                pause == null ? null : PauseCommand.PausedJson.of(pause),
                standing.snapshots() == null ? null : SnapshotsJson.of(standing.snapshots()),
                drift,
                shadow);
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
        status.leftOut().forEach(each -> text.append('\n').append(each.told()));
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
                                        .append(each.id())
                                        .append("  ")
                                        .append(each.stream())
                                        .append(' ')
                                        .append(each.record())
                                        .append(" since ")
                                        .append(each.since())
                                        .append(": ")
                                        .append(each.reason()));
        SnapshotsJson snapshots = status.snapshots();
        if (snapshots != null) {
            text.append("\nsnapshots: ")
                    .append(snapshots.rows())
                    .append(" kept, ")
                    .append(snapshots.megabytes())
                    .append(" MB");
        }
        if (status.drift() != null) {
            text.append('\n').append(status.drift().told());
        }
        RunningJson shadow = status.shadow();
        if (shadow != null) {
            text.append("\nshadow: model ")
                    .append(shadow.model())
                    .append(" runs beside until ")
                    .append(shadow.until())
                    .append("; `baton shadow` compares");
        }
        status.budget().forEach(each -> text.append('\n').append(each.told()));
        text.append("\nwrites: ").append(status.writes());
        if (status.paused() != null) {
            text.append(", paused since ")
                    .append(status.paused().since())
                    .append(status.paused().reason().isEmpty() ? "" : ": ")
                    .append(status.paused().reason());
        }
        StoppedJson stopped = status.brake().stopped();
        if (stopped != null) {
            tell(text, stopped);
        }
        return text.toString();
    }

    private static void tell(StringBuilder text, StoppedJson stopped) {
        text.append("\nbrake: stopped run ")
                .append(stopped.run())
                .append(": ")
                .append(stopped.bandChanges())
                .append(" of ")
                .append(stopped.accounts())
                .append(" accounts would change band, at most ")
                .append(stopped.limit())
                .append(" may; the worst:");
        stopped.worst()
                .forEach(
                        each ->
                                text.append("\n    ")
                                        .append(each.account())
                                        .append("  ")
                                        .append(each.old())
                                        .append(" → ")
                                        .append(each.renewed()));
        text.append(
                stopped.approved()
                        ? "\n    approved; the next sync carries it out"
                        : "\n    if it is right: baton approve " + stopped.plan());
    }

    /** As {@code status --json} prints it. */
    record StatusJson(
            @Nullable String asOf,
            RunJson lastRun,
            List<SourceJson> sources,
            AccountsJson accounts,
            List<Documents.StoppedJson> leftOut,
            List<String> unlinked,
            Map<String, List<String>> ambiguous,
            List<UnownedJson> unowned,
            List<ParkedJson> quarantine,
            int unsettled,
            BrakeJson brake,
            List<BudgetJson> budget,
            String writes,
            PauseCommand.@Nullable PausedJson paused,
            @Nullable SnapshotsJson snapshots,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DriftJson drift,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RunningJson shadow) {}

    /** A model that runs beside the active one. */
    record RunningJson(String model, String started, String until) {
        static RunningJson of(Shadow shadow) {
            return new RunningJson(shadow.model(), shadow.started(), shadow.until());
        }
    }

    /** Rows of snapshots in the CRM, and the storage that they take. */
    record SnapshotsJson(long rows, BigDecimal megabytes) {
        static SnapshotsJson of(SnapshotStorage storage) {
            return new SnapshotsJson(storage.rows(), storage.megabytes());
        }
    }

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

    record ParkedJson(String id, String stream, String record, String reason, String since) {}

    /** Accounts that may change band in one run: at least so many, or this share. */
    record BrakeJson(int leastAccounts, double maxShare, @Nullable StoppedJson stopped) {}

    /** The plan that the brake stopped. */
    record StoppedJson(
            String plan,
            String run,
            String stoppedAt,
            int bandChanges,
            long limit,
            int accounts,
            boolean approved,
            List<BandJson> worst) {
        static StoppedJson of(StoppedPlan stopped) {
            return new StoppedJson(
                    stopped.plan().hash(),
                    stopped.run(),
                    stopped.stoppedAt().toString(),
                    stopped.bands(),
                    stopped.limit(),
                    stopped.accounts(),
                    stopped.approved(),
                    stopped.worst(WORST).stream().map(BandJson::of).toList());
        }
    }

    record BandJson(
            String account, @Nullable Object old, @JsonProperty("new") @Nullable Object renewed) {
        static BandJson of(Change change) {
            return new BandJson(change.key(), change.before(), change.after());
        }
    }
}

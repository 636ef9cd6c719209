package dev.baton.app;

import dev.baton.core.plan.Brake;
import dev.baton.core.plan.Change;
import dev.baton.core.plan.Plan;
import dev.baton.core.play.TaskKey;
import dev.baton.core.play.TaskPlan;
import dev.baton.core.snapshot.SnapshotKey;
import dev.baton.engine.Prepared;
import dev.baton.engine.SnapshotStorage;
import dev.baton.engine.Stale;
import dev.baton.port.Forecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan for people: what changes, account by account, and what it will cost. */
final class PlanText {
    private static final int ACCOUNTS = 3;
    private static final int VALUE = 100;

    /** Accounts named for each change of band. */
    private static final int BANDS = 20;

    private PlanText() {}

    /**
     * The first accounts in full, whose band changes, and the sum of all.
     *
     * @param names of accounts by id
     * @param bandField the CRM's field that holds the band, null when none does
     */
    static String of(Prepared prepared, Map<String, String> names, @Nullable String bandField) {
        Plan plan = prepared.plan();
        var text = new ArrayList<String>();
        plan.byRecord()
                .forEach(
                        (object, records) -> {
                            records.entrySet().stream()
                                    .limit(ACCOUNTS)
                                    .forEach(
                                            record ->
                                                    account(
                                                            text,
                                                            object,
                                                            record.getKey(),
                                                            record.getValue(),
                                                            names));
                            if (records.size() > ACCOUNTS) {
                                text.add(
                                        "… and "
                                                + (records.size() - ACCOUNTS)
                                                + " more; all of them with --json or --out FILE");
                            }
                        });
        text.add(fields(plan));
        text.addAll(bands(Brake.bandChanges(plan, bandField), names));
        text.add(summary(prepared));
        return String.join("\n", text);
    }

    /** The accounts that {@link #of} names. */
    static Set<String> named(Plan plan, @Nullable String bandField) {
        var named = new TreeSet<String>();
        plan.byRecord()
                .forEach(
                        (object, records) ->
                                records.keySet().stream()
                                        .limit(ACCOUNTS)
                                        .forEach(key -> named.add(about(key))));
        Brake.bandChanges(plan, bandField).forEach(change -> named.add(change.key()));
        return named;
    }

    private static String about(String key) {
        return TaskKey.of(key)
                .map(TaskKey::account)
                .or(() -> SnapshotKey.of(key).map(SnapshotKey::account))
                .orElse(key);
    }

    private static void account(
            List<String> text,
            String object,
            String key,
            List<Change> changes,
            Map<String, String> names) {
        String name = names.getOrDefault(about(key), "");
        text.add(object + " " + key + (name.isEmpty() ? "" : "  " + name));
        for (Change change : changes) {
            text.add(
                    "    "
                            + change.field()
                            + ": "
                            + value(change.before())
                            + " → "
                            + value(change.after()));
        }
    }

    private static String value(@Nullable Object value) {
        if (value == null) {
            return "(empty)";
        }
        return clipped(
                Objects.requireNonNull(Documents.plain(value)).toString().replace("\n", " ⏎ "));
    }

    /** A value as far as it fits into a line. */
    static String clipped(String value) {
        return value.length() <= VALUE ? value : value.substring(0, VALUE - 1) + "…";
    }

    /** Who would be shown in another colour than now; a first colour is no change. */
    private static List<String> bands(List<Change> changes, Map<String, String> names) {
        var byStep = new TreeMap<String, List<String>>();
        for (Change change : changes) {
            byStep.computeIfAbsent(
                            value(change.before()) + " → " + value(change.after()),
                            unused -> new ArrayList<>())
                    .add(names.getOrDefault(change.key(), change.key()));
        }
        var text = new ArrayList<String>();
        byStep.forEach(
                (step, accounts) ->
                        text.add(
                                step
                                        + ": "
                                        + accounts.size()
                                        + (accounts.size() == 1 ? " account, " : " accounts, ")
                                        + String.join(
                                                ", ",
                                                accounts.stream().sorted().limit(BANDS).toList())
                                        + (accounts.size() > BANDS ? ", …" : "")));
        return text;
    }

    /** Nothing where no play has anything to say. */
    private static String tasks(TaskPlan tasks) {
        var words = new ArrayList<String>();
        count(words, tasks.openings().size(), "to open");
        count(words, tasks.closings().size(), "to close");
        count(words, tasks.waiting(), "waiting until their owner has a hand free");
        count(words, tasks.ownerless(), "that no active user could take");
        count(
                words,
                tasks.silent(),
                "not opened, their causes stood before the first sync (--open-tasks opens them)");
        return words.isEmpty() ? "" : "\ntasks: " + String.join(", ", words);
    }

    private static String conflicts(int records) {
        return records == 0
                ? ""
                : "\nconflicts: "
                        + records
                        + " records with fields that somebody changed since Baton wrote them; left"
                        + " alone, `baton quarantine` lists them";
    }

    private static String stopped(Prepared prepared) {
        return Documents.StoppedJson.all(prepared.mappings().stopped()).stream()
                .map(each -> "\n" + each.told())
                .collect(Collectors.joining());
    }

    private static String stale(List<Stale> sources) {
        return sources.stream()
                .map(source -> "\nstale, so nothing would be written: " + source.told())
                .collect(Collectors.joining());
    }

    private static void count(List<String> words, int number, String what) {
        if (number > 0) {
            words.add(number + " " + what);
        }
    }

    private static String fields(Plan plan) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        plan.changes().forEach(change -> counts.merge(change.field(), 1, Integer::sum));
        var table = new Table("field", "changes");
        counts.forEach((field, count) -> table.row(List.of(field, Integer.toString(count))));
        return counts.isEmpty()
                ? "Nothing to write: the CRM holds everything already."
                : table.toString();
    }

    /** One line for each stream that is read for the first time, before it is. */
    static List<String> backfills(SortedMap<String, Forecast> forecasts) {
        var lines = new ArrayList<String>();
        forecasts.forEach(
                (stream, forecast) ->
                        lines.add(way(stream, "rows to read for the first time", forecast)));
        return lines;
    }

    static String storage(SnapshotStorage storage) {
        return "snapshots: "
                + storage.rows()
                + " kept, "
                + storage.megabytes()
                + " MB; "
                + storage.after()
                + " after this, "
                + storage.megabytesAfter()
                + " MB; "
                + storage.megabytesYearly()
                + " MB in a year";
    }

    /** One line for each object: which way its records would go, and why. */
    private static String writes(SortedMap<String, Forecast> forecasts) {
        var lines = new StringBuilder();
        forecasts.forEach(
                (object, forecast) ->
                        lines.append('\n').append(way(object, "records to write", forecast)));
        return lines.toString();
    }

    private static String way(String name, String what, Forecast forecast) {
        return String.format(
                Locale.ROOT,
                "%s: %,d %s, by the %s (%s): about %,d calls, %d min, %d MB",
                name,
                forecast.rows(),
                what,
                forecast.way(),
                forecast.why(),
                forecast.calls(),
                Math.ceilDiv(forecast.time().toSeconds(), 60),
                Math.ceilDiv(forecast.bytes(), 1_000_000));
    }

    static String summary(Prepared prepared) {
        Prepared.Calls calls = prepared.calls();
        return prepared.accounts()
                + " accounts, "
                + prepared.accountsTouched()
                + " touched, "
                + prepared.plan().changes().size()
                + " field changes as of "
                + prepared.run().asOf()
                + tasks(prepared.tasks())
                + conflicts(prepared.conflicts())
                + stale(prepared.stale())
                + stopped(prepared)
                + writes(calls.writes())
                + "\n"
                + "calls: "
                + calls.pull()
                + " made to read, "
                + calls.write()
                + " to write, "
                + calls.readBack()
                + " to read back\nplan "
                + prepared.plan().hash();
    }
}

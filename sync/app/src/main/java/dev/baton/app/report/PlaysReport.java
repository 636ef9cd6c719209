package dev.baton.app.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.baton.core.firstvalue.KaplanMeier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What plays opened and what became of it, as {@code report plays --json} prints it.
 *
 * <p><b>Fire-drill rate</b>: the share of tasks that were opened when the account's band was red
 * already, of all tasks opened on accounts whose band was known. Those others were opened in time:
 * work on risk that nobody had to drop everything for.
 *
 * <p><b>Days to close</b>: the median by Kaplan and Meier, tasks that are open counted for as long
 * as they have been.
 *
 * @param plays those of the mapping, and of tasks that are there, in order of name
 */
public record PlaysReport(String since, String asOf, PlayJson all, List<PlayJson> plays) {

    /**
     * A task that Baton opened.
     *
     * @param closedAt null while it is open
     * @param closing who closed it
     * @param outcome a person's word on it, empty for none
     * @param red whether the account was red when it was opened; null where its band was not known
     */
    public record Task(
            String play,
            Instant openedAt,
            @Nullable Instant closedAt,
            Closing closing,
            String outcome,
            @Nullable Boolean red) {}

    /** Who closed a task. */
    public enum Closing {
        OPEN,
        /** Baton, when its cause had ended: the task says by which records. */
        EVIDENCE,
        PERSON,
        /** Somebody took it out of the CRM. */
        DELETED
    }

    /**
     * A play.
     *
     * @param opened tasks of the period
     * @param outcomes people's words on them, by word as the CRM has it
     * @param wrongAlarms share of those that anybody said a word on, 0..1
     * @param daysToClose median; null while fewer than half are closed
     * @param fireDrill share, 0..1; null where no band was known
     */
    public record PlayJson(
            String play,
            int opened,
            int open,
            int closedWithEvidence,
            int closedByPeople,
            int deleted,
            SortedMap<String, Integer> outcomes,
            @Nullable Told wrongAlarms,
            @Nullable Told daysToClose,
            int redAtOpening,
            int bandKnown,
            @Nullable Told fireDrill) {}

    private static final String WRONG_ALARM = "wrong alarm";

    /**
     * @param names of plays that may have opened nothing
     * @param tasks in any order; those opened before the period count nowhere
     */
    public static PlaysReport of(
            List<String> names, List<Task> tasks, Instant since, Instant asOf) {
        List<Task> seen =
                tasks.stream()
                        .filter(
                                each ->
                                        !each.openedAt().isBefore(since)
                                                && !each.openedAt().isAfter(asOf))
                        .toList();
        var byPlay = new TreeMap<String, List<Task>>();
        names.forEach(name -> byPlay.put(name, new ArrayList<>()));
        for (Task each : seen) {
            byPlay.computeIfAbsent(each.play(), none -> new ArrayList<>()).add(each);
        }
        var plays = new ArrayList<PlayJson>();
        byPlay.forEach((name, those) -> plays.add(play(name, those, asOf)));
        return new PlaysReport(since.toString(), asOf.toString(), play("", seen, asOf), plays);
    }

    private static PlayJson play(String name, List<Task> tasks, Instant asOf) {
        var outcomes = new TreeMap<String, Integer>();
        tasks.stream()
                .filter(each -> !each.outcome().isEmpty())
                .forEach(each -> outcomes.merge(each.outcome(), 1, Integer::sum));
        int said = outcomes.values().stream().mapToInt(Integer::intValue).sum();
        int wrong =
                (int)
                        tasks.stream()
                                .filter(
                                        each ->
                                                each.outcome()
                                                        .toLowerCase(Locale.ROOT)
                                                        .equals(WRONG_ALARM))
                                .count();
        KaplanMeier days = KaplanMeier.of(tasks.stream().map(each -> spell(each, asOf)).toList());
        List<Task> known = tasks.stream().filter(each -> each.red() != null).toList();
        int red = (int) known.stream().filter(each -> Boolean.TRUE.equals(each.red())).count();
        return new PlayJson(
                name,
                tasks.size(),
                count(tasks, Closing.OPEN),
                count(tasks, Closing.EVIDENCE),
                count(tasks, Closing.PERSON),
                count(tasks, Closing.DELETED),
                outcomes,
                Told.share(wrong, said),
                Told.of(days.median(), days.medianLow(), days.medianHigh()),
                red,
                known.size(),
                Told.share(red, known.size()));
    }

    private static int count(List<Task> tasks, Closing closing) {
        return (int) tasks.stream().filter(each -> each.closing() == closing).count();
    }

    /** A task that was deleted is known to have been open until then, and no longer. */
    private static KaplanMeier.Spell spell(Task task, Instant asOf) {
        Instant closed = task.closedAt();
        Instant end = closed == null || closed.isAfter(asOf) ? asOf : closed;
        double days = Math.max(0, Duration.between(task.openedAt(), end).toSeconds() / 86_400.0);
        boolean ended = task.closing() == Closing.EVIDENCE || task.closing() == Closing.PERSON;
        return new KaplanMeier.Spell(days, ended && closed != null);
    }

    /** For people. */
    @JsonIgnore
    public Telling telling() {
        var rows = new ArrayList<List<String>>();
        plays.forEach(each -> rows.add(row(each.play(), each)));
        rows.add(row("all", all));
        return new Telling(
                "Plays",
                all.opened()
                        + " tasks opened from "
                        + since.substring(0, 10)
                        + " to "
                        + asOf.substring(0, 10)
                        + ", "
                        + all.closedWithEvidence()
                        + " closed with evidence; fire-drill rate "
                        + Told.percent(all.fireDrill()),
                List.of(
                        "The fire-drill rate is the share of tasks that were opened when the account"
                                + " was red already, of those on accounts whose band was known.",
                        "No uplift: it takes accounts that a play leaves alone, and none is held"
                                + " out. Outcomes are people's words, not measured.",
                        "Days to close count open tasks for as long as they have been open."),
                List.of(
                        new Telling.Part(
                                "By play",
                                null,
                                "",
                                List.of(
                                        "play",
                                        "opened",
                                        "open",
                                        "with evidence",
                                        "by people",
                                        "deleted",
                                        "days to close (95 %)",
                                        "outcomes",
                                        "wrong alarms (95 %)",
                                        "red at opening (95 %)",
                                        "n"),
                                rows)));
    }

    private static List<String> row(String name, PlayJson play) {
        var words = new ArrayList<String>();
        play.outcomes().forEach((word, n) -> words.add(word + " " + n));
        return List.of(
                name,
                play.opened() + "",
                play.open() + "",
                play.closedWithEvidence() + "",
                play.closedByPeople() + "",
                play.deleted() + "",
                Told.plain(play.daysToClose(), 0),
                words.isEmpty() ? "none yet" : String.join(", ", words),
                Told.percent(play.wrongAlarms()),
                Told.percent(play.fireDrill()),
                play.redAtOpening() + " of " + play.bandKnown());
    }
}

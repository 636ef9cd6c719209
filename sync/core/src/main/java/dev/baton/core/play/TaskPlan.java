package dev.baton.core.play;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What ought to become of tasks.
 *
 * @param openings in order of key
 * @param closings in order of key
 * @param episodes those that last, in order of account and play
 * @param waiting causes that would have a task if their owner had fewer open ones
 * @param ownerless causes that would have a task if there were an active user to do it
 * @param silent causes that have none because they stood before the first sync
 */
public record TaskPlan(
        List<Opening> openings,
        List<Closing> closings,
        List<Episode> episodes,
        int waiting,
        int ownerless,
        int silent) {

    public TaskPlan {
        openings = List.copyOf(openings);
        closings = List.copyOf(closings);
        episodes = episodes.stream().sorted().toList();
    }

    /** Leaves tasks and causes as they are. */
    public static TaskPlan none(List<Episode> episodes) {
        return new TaskPlan(List.of(), List.of(), episodes, 0, 0, 0);
    }

    /** The same, but nothing is opened; the causes last, and wait. */
    public TaskPlan withoutOpenings() {
        return new TaskPlan(
                List.of(), closings, episodes, waiting + openings.size(), ownerless, silent);
    }

    /**
     * Both of two plans of different tasks.
     *
     * @param mine whether an episode of this plan is its own; the others are passed over
     */
    public TaskPlan and(TaskPlan other, Predicate<Episode> mine) {
        return new TaskPlan(
                joined(openings, other.openings),
                joined(closings, other.closings),
                joined(episodes.stream().filter(mine).toList(), other.episodes),
                waiting + other.waiting,
                ownerless + other.ownerless,
                silent + other.silent);
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /**
     * A task to be opened.
     *
     * @param values what it tells; a status is left to the CRM's own default
     */
    public record Opening(TaskKey key, Map<TaskField, @Nullable Object> values) {
        public Opening {
            values = Collections.unmodifiableMap(new EnumMap<>(values));
        }
    }

    /**
     * A task to be closed, because its cause is gone.
     *
     * @param text its text with the evidence below; null when the text is not ours to change
     */
    public record Closing(TaskKey key, @Nullable String text) {}

    /** The day that people start on what is due then: a weekend moves it to Monday. */
    public static LocalDate workday(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.plusDays(2);
            case SUNDAY -> day.plusDays(1);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
        };
    }
}

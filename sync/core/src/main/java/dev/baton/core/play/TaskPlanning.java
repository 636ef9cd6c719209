package dev.baton.core.play;

import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Points;
import dev.baton.core.measure.Predicate.Answer;
import dev.baton.core.model.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Works out which tasks to open and close: a pure function of what accounts are like, the tasks
 * that the CRM holds and the episodes that were going on. Accounts come one by one; who gets what
 * is decided at the end, since a person has only so many hands.
 */
public final class TaskPlanning {
    /** Open tasks of ours that a person may have at once. */
    static final int MOST_PER_OWNER = 5;

    /** What to do about causes that open no task by themselves. */
    public enum Start {
        /** The first sync: what is so already is taken note of, and opens nothing. */
        QUIET,
        /** What begins opens a task. */
        USUAL,
        /** What was only taken note of opens its task, too. */
        ALL
    }

    private final PlayBook book;
    private final Start start;
    private final LocalDate today;
    private final TaskText words;

    private final SortedMap<String, List<HeldTask>> tasks = new TreeMap<>();

    /** The account that each task is about now. */
    private final Map<TaskKey, String> accounts = new HashMap<>();

    private final SortedMap<String, SortedMap<String, Episode>> episodes = new TreeMap<>();

    private final SortedMap<String, TaskPlan.Closing> closings = new TreeMap<>();
    private final List<Candidate> candidates = new ArrayList<>();

    /**
     * Starts from what there is.
     *
     * @param tasks every task of ours that the CRM holds, open or not
     * @param episodes those that were going on after the last cycle
     * @param today the day of the as-of instant, UTC
     */
    public TaskPlanning(
            PlayBook book,
            HealthModel model,
            Collection<HeldTask> tasks,
            Collection<Episode> episodes,
            Start start,
            LocalDate today) {
        this.book = book;
        this.start = start;
        this.today = today;
        this.words = new TaskText(model);
        for (HeldTask task : tasks) {
            accounts.put(task.key(), task.account());
            this.tasks.computeIfAbsent(task.account(), unused -> new ArrayList<>()).add(task);
        }
        episodes.forEach(
                episode ->
                        remember(
                                accounts.getOrDefault(episode.key(), episode.key().account()),
                                episode));
        tasks.stream()
                .filter(HeldTask::open)
                .forEach(task -> remember(task.account(), new Episode(task.key(), false)));
    }

    /** What calls for a task. */
    private record Candidate(
            int rank, TaskKey key, Play play, Situation situation, List<String> owners) {
        double value() {
            return situation.account().fields().get("value") instanceof Value.Numeric number
                    ? number.number()
                    : -1;
        }

        Points score() {
            Points score = situation.assessment().score();
            return score == null ? Points.of(100) : score;
        }
    }

    /** The most pressing play first, then the most valuable account, then the worst. */
    private static final Comparator<Candidate> PRESSING =
            Comparator.comparingInt(Candidate::rank)
                    .thenComparing(Comparator.comparingDouble(Candidate::value).reversed())
                    .thenComparing(Candidate::score)
                    .thenComparing(candidate -> candidate.key().account());

    private void remember(String account, Episode episode) {
        episodes.computeIfAbsent(account, unused -> new TreeMap<>())
                .put(episode.key().play(), episode);
    }

    /**
     * Looks at one account; each must come once at most. One that does not come stays as it is.
     *
     * @return the most pressing play whose cause lasts and that nobody silenced, with or without a
     *     task of its own
     */
    public Optional<Play> add(Situation situation) {
        for (Play play : book.plays()) {
            Episode before = episodes.getOrDefault(situation.id(), NO_EPISODES).get(play.name());
            boolean gone = play.until().holds(situation) == Answer.YES;
            if (before != null && gone) {
                end(play, situation);
            } else if (before != null) {
                remember(
                        situation.id(),
                        new Episode(before.key(), before.silent() && start != Start.ALL));
            } else if (!gone && play.when().holds(situation) == Answer.YES) {
                var key = new TaskKey(play.name(), situation.id(), today);
                remember(situation.id(), new Episode(key, start == Start.QUIET));
            }
        }
        callFor(situation);
        return book.plays().stream().filter(play -> lasts(play, situation)).findFirst();
    }

    private boolean lasts(Play play, Situation situation) {
        return episodes.getOrDefault(situation.id(), NO_EPISODES).containsKey(play.name())
                && of(situation.id(), play.name()).stream().noneMatch(task -> task.mutes(today));
    }

    private static final SortedMap<String, Episode> NO_EPISODES = new TreeMap<>();

    private void end(Play play, Situation situation) {
        episodes.getOrDefault(situation.id(), NO_EPISODES).remove(play.name());
        for (HeldTask task : of(situation.id(), play.name())) {
            if (task.open()) {
                String text =
                        task.text() == null
                                ? null
                                : words.closing(play, situation, task.text(), today);
                closings.put(task.key().text(), new TaskPlan.Closing(task.key(), text));
            }
        }
    }

    private List<HeldTask> of(String account, String play) {
        return tasks.getOrDefault(account, List.of()).stream()
                .filter(task -> task.key().play().equals(play))
                .toList();
    }

    /** The first play that may speak gets the account's one task. */
    private void callFor(Situation situation) {
        if (tasks.getOrDefault(situation.id(), List.of()).stream().anyMatch(this::staysOpen)) {
            return;
        }
        for (int rank = 0; rank < book.plays().size(); rank++) {
            Play play = book.plays().get(rank);
            Episode episode = episodes.getOrDefault(situation.id(), NO_EPISODES).get(play.name());
            if (episode != null && maySpeak(situation.id(), episode)) {
                candidates.add(
                        new Candidate(
                                rank, episode.key(), play, situation, owners(play, situation)));
                return;
            }
        }
    }

    /** A task that was closed by a person does not come back in the same episode. */
    private boolean maySpeak(String account, Episode episode) {
        return !episode.silent()
                && !accounts.containsKey(episode.key())
                && of(account, episode.key().play()).stream().noneMatch(task -> task.mutes(today));
    }

    private boolean staysOpen(HeldTask task) {
        return task.open() && !closings.containsKey(task.key().text());
    }

    private List<String> owners(Play play, Situation situation) {
        var owners = new ArrayList<String>();
        for (String field : play.owners()) {
            String user = situation.account().text(field);
            if (user != null) {
                owners.add(user);
            }
        }
        if (book.fallbackOwner() != null) {
            owners.add(book.fallbackOwner());
        }
        return owners;
    }

    /** Everybody who could be given a task: of these it has to be known who is active. */
    public SortedSet<String> possibleOwners() {
        var owners = new TreeSet<String>();
        candidates.forEach(candidate -> owners.addAll(candidate.owners()));
        return owners;
    }

    /**
     * Decides.
     *
     * @param active those of {@link #possibleOwners()} who can do something
     */
    public TaskPlan decide(Set<String> active) {
        Map<String, Integer> load = load();
        var openings = new TreeMap<String, TaskPlan.Opening>();
        int waiting = 0;
        int ownerless = 0;
        for (Candidate candidate : candidates.stream().sorted(PRESSING).toList()) {
            String owner =
                    candidate.owners().stream().filter(active::contains).findFirst().orElse(null);
            if (owner == null) {
                ownerless++;
            } else if (load.merge(owner, 1, Integer::sum) > MOST_PER_OWNER) {
                waiting++;
            } else {
                openings.put(candidate.key().text(), opening(candidate, owner));
            }
        }
        List<Episode> lasting =
                episodes.values().stream().flatMap(each -> each.values().stream()).toList();
        return new TaskPlan(
                List.copyOf(openings.values()),
                List.copyOf(closings.values()),
                lasting,
                waiting,
                ownerless,
                (int) lasting.stream().filter(Episode::silent).count());
    }

    /** Open tasks by owner, those that are about to be closed left out. */
    private Map<String, Integer> load() {
        var load = new HashMap<String, Integer>();
        tasks.values().stream()
                .flatMap(List::stream)
                .filter(this::staysOpen)
                .filter(task -> task.owner() != null)
                .forEach(task -> load.merge(String.valueOf(task.owner()), 1, Integer::sum));
        return load;
    }

    private TaskPlan.Opening opening(Candidate candidate, String owner) {
        Play play = candidate.play();
        var values = new EnumMap<TaskField, @Nullable Object>(TaskField.class);
        values.put(TaskField.ACCOUNT, candidate.key().account());
        values.put(TaskField.OWNER, owner);
        values.put(TaskField.SUBJECT, TaskText.subject(play, candidate.situation()));
        values.put(TaskField.TEXT, words.opening(play, candidate.situation()));
        values.put(TaskField.DUE_ON, TaskPlan.workday(today.plusDays(play.dueDays())));
        values.put(TaskField.PLAY, play.name());
        if (candidate.value() >= 0) {
            values.put(TaskField.VALUE, BigDecimal.valueOf(candidate.value()));
        }
        return new TaskPlan.Opening(candidate.key(), values);
    }
}

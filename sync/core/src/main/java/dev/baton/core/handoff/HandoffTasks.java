package dev.baton.core.handoff;

import dev.baton.core.measure.Wording;
import dev.baton.core.play.Episode;
import dev.baton.core.play.HeldTask;
import dev.baton.core.play.TaskField;
import dev.baton.core.play.TaskKey;
import dev.baton.core.play.TaskPlan;
import dev.baton.core.play.TaskPlanning.Start;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks about handoffs ought to be open: a pure function of the handoffs, the tasks that the
 * CRM holds and the duties that stood before. They are tasks like those of plays, with the deal in
 * place of the account, and the episode of a duty lasts for as long as it stands.
 */
public final class HandoffTasks {
    private static final int SUBJECT = 255;
    private static final int TEXT = 32_000;

    private final Start start;
    private final LocalDate today;
    private final @Nullable String lead;

    /** By duty and deal. */
    private final SortedMap<String, Episode> episodes = new TreeMap<>();

    private final Map<String, List<HeldTask>> tasks = new HashMap<>();

    private final List<TaskPlan.Opening> openings = new ArrayList<>();
    private final List<TaskPlan.Closing> closings = new ArrayList<>();
    private int ownerless;

    /**
     * Starts from what there is.
     *
     * @param tasks every task of ours that the CRM holds; those of plays are passed over
     * @param episodes those that were going on after the last cycle; likewise
     * @param today the day of the as-of instant
     * @param lead the user who gets what nobody else takes, null for none
     */
    public HandoffTasks(
            Collection<HeldTask> tasks,
            Collection<Episode> episodes,
            Start start,
            LocalDate today,
            @Nullable String lead) {
        this.start = start;
        this.today = today;
        this.lead = lead;
        episodes.stream()
                .filter(episode -> isOfHandoff(episode.key()))
                .forEach(episode -> this.episodes.put(place(episode.key()), episode));
        for (HeldTask task : tasks) {
            if (isOfHandoff(task.key())) {
                this.tasks
                        .computeIfAbsent(place(task.key()), unused -> new ArrayList<>())
                        .add(task);
                if (task.open()) {
                    this.episodes.put(place(task.key()), new Episode(task.key(), false));
                }
            }
        }
    }

    /** Whether a task is about a handoff, and not about an account. */
    public static boolean isOfHandoff(TaskKey key) {
        return Duty.named(key.play()).isPresent();
    }

    private static String place(TaskKey key) {
        return place(key.play(), key.account());
    }

    private static String place(String duty, String deal) {
        return duty + " " + deal;
    }

    /**
     * Everybody who could be given a task: of these it has to be known who is active.
     *
     * @param owners who gets a handoff in this plan, by deal
     */
    public SortedSet<String> possibleOwners(List<Handoff> all, Map<String, String> owners) {
        var possible = new TreeSet<String>();
        for (Handoff handoff : all) {
            String owner = owners.getOrDefault(handoff.deal(), handoff.owner());
            for (Duty duty : Duty.values()) {
                if (duty.stands(handoff, owner, lead)) {
                    possible.addAll(duty.owners(handoff, owner, lead));
                }
            }
        }
        return possible;
    }

    /**
     * Decides; once.
     *
     * @param owners who gets a handoff in this plan, by deal
     * @param active those of {@link #possibleOwners} who can do something
     */
    public TaskPlan decide(List<Handoff> all, Map<String, String> owners, Set<String> active) {
        var lasting = new HashSet<String>();
        for (Handoff handoff : all) {
            String owner = owners.getOrDefault(handoff.deal(), handoff.owner());
            for (Duty duty : Duty.values()) {
                if (duty.stands(handoff, owner, lead)) {
                    lasting.add(place(duty.word(), handoff.deal()));
                    last(duty, handoff, duty.owners(handoff, owner, lead), active);
                }
            }
        }
        for (String place : List.copyOf(episodes.keySet())) {
            if (!lasting.contains(place)) {
                episodes.remove(place);
                tasks.getOrDefault(place, List.of()).stream()
                        .filter(HeldTask::open)
                        .forEach(this::close);
            }
        }
        return new TaskPlan(
                openings,
                closings,
                List.copyOf(episodes.values()),
                0,
                ownerless,
                (int) episodes.values().stream().filter(Episode::silent).count());
    }

    private void last(Duty duty, Handoff handoff, List<String> owners, Set<String> active) {
        String place = place(duty.word(), handoff.deal());
        Episode before = episodes.get(place);
        Episode now =
                before == null
                        ? new Episode(
                                new TaskKey(duty.word(), handoff.deal(), today),
                                start == Start.QUIET)
                        : new Episode(before.key(), before.silent() && start != Start.ALL);
        episodes.put(place, now);
        if (now.silent() || !maySpeak(place, now.key())) {
            return;
        }
        String owner = owners.stream().filter(active::contains).findFirst().orElse(null);
        if (owner == null) {
            ownerless++;
        } else {
            openings.add(opening(duty, handoff, now.key(), owner));
        }
    }

    /** A task that a person closed does not come back while its duty stands. */
    private boolean maySpeak(String place, TaskKey key) {
        return tasks.getOrDefault(place, List.of()).stream()
                .noneMatch(task -> task.open() || task.key().equals(key) || task.mutes(today));
    }

    private TaskPlan.Opening opening(Duty duty, Handoff handoff, TaskKey key, String owner) {
        String name = handoff.name() == null ? handoff.deal() : handoff.name();
        var values = new EnumMap<TaskField, @Nullable Object>(TaskField.class);
        values.put(TaskField.ACCOUNT, handoff.deal());
        values.put(TaskField.OWNER, owner);
        values.put(TaskField.SUBJECT, Wording.within(SUBJECT, duty.subject() + ": " + name));
        values.put(TaskField.TEXT, Wording.lines(TEXT, text(duty, handoff)));
        values.put(TaskField.DUE_ON, TaskPlan.workday(duty.due(handoff, today)));
        values.put(TaskField.PLAY, duty.word());
        return new TaskPlan.Opening(key, values);
    }

    private static List<String> text(Duty duty, Handoff handoff) {
        var text = new ArrayList<String>();
        switch (duty) {
            case HANDOFF_GAPS_SALES, HANDOFF_GAPS_CSM, HANDOFF_GAPS_LEAD -> {
                text.add("The customer is handed over, and this is not known yet:");
                duty.gaps(handoff).forEach(gap -> text.add("- " + gap.label()));
                text.add(
                        "Baton closes this task once all of it stands in the deal or the handoff.");
            }
            case HANDOFF_ASSIGN ->
                    text.add(
                            "No rule gives this customer to anybody who has room. Change the owner"
                                    + " of the handoff.");
            case HANDOFF_KICKOFF -> text.add("The handoff is accepted. Begin with the customer.");
        }
        return text;
    }

    private void close(HeldTask task) {
        String before = task.text();
        String text =
                before == null
                        ? null
                        : Wording.lines(
                                TEXT,
                                List.of(
                                        before,
                                        "",
                                        "Closed by Baton on " + today + ": it is done, or over."));
        closings.add(new TaskPlan.Closing(task.key(), text));
    }
}

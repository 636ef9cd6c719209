package dev.baton.engine;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.Band;
import dev.baton.core.model.Seen;
import dev.baton.core.play.Episode;
import dev.baton.core.play.Play;
import dev.baton.core.play.Situation;
import dev.baton.engine.store.StateStore;
import dev.baton.mappings.Mappings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What another model would change of what the last run concluded, were it the one in use. Reads
 * local state only.
 *
 * @param accounts compared; those that are judged no more by either model are left out
 * @param scored of them, by both models
 * @param meanShift mean of new less old score over those, in points; 0 where there are none
 * @param meanSize the same of the differences' sizes
 * @param moves accounts whose band would be another, in order of id
 * @param tasks in order of account
 */
public record ModelChanges(
        int accounts,
        int scored,
        double meanShift,
        double meanSize,
        List<Move> moves,
        List<TaskMove> tasks) {
    public ModelChanges {
        moves = List.copyOf(moves);
        tasks = List.copyOf(tasks);
    }

    /** An account, its bands and its scores; null where there is none. */
    public record Move(
            String account,
            String name,
            Band from,
            Band to,
            @Nullable Double oldScore,
            @Nullable Double newScore) {}

    /**
     * A task whose cause would begin or end. Whether its owner has a hand free, and whether a
     * person silenced the play, is not looked at.
     *
     * @param subject what to do
     * @param opens false: it closes
     */
    public record TaskMove(
            String account, String name, String play, String subject, boolean opens) {}

    /**
     * Compares.
     *
     * @param now the last run's, by its own model
     * @param other the same by the other model
     */
    public static ModelChanges between(StateStore store, Review now, Review other) {
        return new Comparing(store, now, other).changes();
    }

    /** What is kept of an account until the other model comes to it. */
    private record Brief(boolean isEnded, Band band, @Nullable Double score, List<Play> plays) {}

    /** On its way. */
    private static final class Comparing {
        private final Review now;
        private final Review other;

        /** Plays whose cause lasts, by account. */
        private final Map<String, Set<String>> lasting = new HashMap<>();

        private final Map<String, Brief> before = new HashMap<>();
        private final List<Move> moves = new ArrayList<>();
        private final List<TaskMove> tasks = new ArrayList<>();
        private int accounts;
        private int scored;
        private double shift;
        private double size;

        Comparing(StateStore store, Review now, Review other) {
            this.now = now;
            this.other = other;
            for (Episode each : store.episodes(now.mappings().crm())) {
                lasting.computeIfAbsent(each.key().account(), unused -> new TreeSet<>())
                        .add(each.key().play());
            }
        }

        ModelChanges changes() {
            now.each(assessed -> before.put(assessed.assessment().account(), brief(now, assessed)));
            other.each(this::compare);
            return new ModelChanges(
                    accounts,
                    scored,
                    scored == 0 ? 0 : shift / scored,
                    scored == 0 ? 0 : size / scored,
                    moves,
                    tasks);
        }

        private Brief brief(Review review, Review.Assessed assessed) {
            Assessment assessment = assessed.assessment();
            return new Brief(
                    assessment.isEnded(),
                    assessment.band(),
                    assessment.score() == null
                            ? null
                            : assessment.score().toDecimal().doubleValue(),
                    plays(review, assessed));
        }

        private List<Play> plays(Review review, Review.Assessed assessed) {
            Mappings mappings = review.mappings();
            if (assessed.assessment().isEnded() || mappings.plays().plays().isEmpty()) {
                return List.of();
            }
            var situation =
                    new Situation(
                            assessed.account(),
                            Seen.at(review.asOf(), assessed.account(), mappings.vocabulary()),
                            assessed.assessment());
            return mappings.plays()
                    .lasting(
                            situation,
                            lasting.getOrDefault(assessed.assessment().account(), Set.of()));
        }

        private void compare(Review.Assessed assessed) {
            Brief old = before.remove(assessed.assessment().account());
            Brief renewed = brief(other, assessed);
            if (old == null || (old.isEnded() && renewed.isEnded())) {
                return;
            }
            accounts++;
            if (old.score() != null && renewed.score() != null) {
                scored++;
                shift += renewed.score() - old.score();
                size += Math.abs(renewed.score() - old.score());
            }
            String account = assessed.assessment().account();
            if (old.band() != renewed.band()) {
                moves.add(
                        new Move(
                                account,
                                assessed.name(),
                                old.band(),
                                renewed.band(),
                                old.score(),
                                renewed.score()));
            }
            tell(account, assessed.name(), renewed.plays(), old.plays(), true);
            tell(account, assessed.name(), old.plays(), renewed.plays(), false);
        }

        private void tell(
                String account, String name, List<Play> these, List<Play> those, boolean opens) {
            Set<String> names = new TreeSet<>();
            those.forEach(play -> names.add(play.name()));
            these.stream()
                    .filter(play -> !names.contains(play.name()))
                    .forEach(
                            play ->
                                    tasks.add(
                                            new TaskMove(
                                                    account,
                                                    name,
                                                    play.name(),
                                                    play.subject(),
                                                    opens)));
        }
    }
}

package dev.baton.sandbox.demo.company;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket and every version of it, oldest first.
 *
 * @param requester who wrote it
 * @param agent who answers it
 * @param topic its subject
 * @param label what it is about, as agents label it
 * @param rating null if nobody rated the answer
 */
record Ticket(
        Customer customer,
        Person requester,
        long agent,
        Priority priority,
        String topic,
        String label,
        List<Version> versions,
        @Nullable Rating rating) {
    Ticket {
        versions = List.copyOf(versions);
    }

    /** How a ticket stands from a moment on. */
    record Version(Instant at, String status, Metrics metrics, boolean late) {}

    /**
     * What the helpdesk measures.
     *
     * @param replied minutes until the first answer, null before
     * @param solved the last solution, null while there is none
     */
    record Metrics(int reopens, int replies, @Nullable Integer replied, @Nullable Instant solved) {}

    /** What the requester thinks of the answer. */
    record Rating(Instant at, boolean good) {}

    /** With the minutes in which an answer is promised. */
    enum Priority {
        LOW(1_440, 1.4),
        NORMAL(480, 1),
        HIGH(240, 0.6),
        URGENT(60, 0.25);

        private final int promised;
        private final double patience;

        Priority(int promised, double patience) {
            this.promised = promised;
            this.patience = patience;
        }

        static Priority draw(Chance chance, double health) {
            if (chance.happens(Chance.logistic(-2.7 - 0.75 * health))) {
                return URGENT;
            }
            return chance.happens(0.22) ? HIGH : chance.happens(0.75) ? NORMAL : LOW;
        }
    }

    Instant created() {
        return versions.getFirst().at();
    }

    /**
     * A ticket from its first word to its closing: answered, solved, perhaps reopened and solved
     * again, closed by itself four days after. The worse the customer does, the longer each takes
     * (the cause as much as the effect of its health) and the more often it comes back.
     *
     * @param health the customer's, as support sees it
     */
    static Ticket draw(
            Customer customer,
            Person requester,
            long agent,
            String topic,
            String label,
            Instant created,
            double health,
            Chance chance) {
        Priority priority = Priority.draw(chance, health);
        var course = new Course(created, priority, health, chance);
        course.run();
        return new Ticket(
                customer,
                requester,
                agent,
                priority,
                topic,
                label,
                course.versions,
                course.rating());
    }

    /** Writes the versions one after the other. */
    private static final class Course {
        private static final int MINUTES_TO_REPLY = 190;
        private static final int HOURS_TO_SOLVE = 30;
        private static final Duration CLOSES_AFTER = Duration.ofDays(4);
        private static final int MOST_REOPENS = 3;

        private final Priority priority;
        private final double health;
        private final Chance chance;
        private final List<Version> versions = new ArrayList<>();
        private Instant now;
        private Metrics metrics = new Metrics(0, 0, null, null);
        private boolean late;

        Course(Instant created, Priority priority, double health, Chance chance) {
            this.now = created;
            this.priority = priority;
            this.health = health;
            this.chance = chance;
        }

        void run() {
            add("new");
            int minutes = minutes(MINUTES_TO_REPLY, -0.2, 1);
            late = minutes > priority.promised;
            now = now.plus(Duration.ofMinutes(minutes));
            metrics = new Metrics(0, 1, minutes, null);
            add("pending");
            solve();
            while (metrics.reopens() < MOST_REOPENS && comesBack()) {
                reopen();
                solve();
            }
            now = now.plus(CLOSES_AFTER);
            add("closed");
        }

        private boolean comesBack() {
            return chance.happens(Chance.logistic(-2.3 - 0.5 * health));
        }

        private void solve() {
            now = now.plus(Duration.ofMinutes(minutes(60 * HOURS_TO_SOLVE, -0.15, 0.8)));
            metrics = new Metrics(metrics.reopens(), metrics.replies() + 1, metrics.replied(), now);
            add("solved");
        }

        private void reopen() {
            now = now.plus(Duration.ofMinutes(chance.between(60, 3 * 24 * 60)));
            metrics =
                    new Metrics(metrics.reopens() + 1, metrics.replies(), metrics.replied(), null);
            add("open");
        }

        private int minutes(int median, double byHealth, double spread) {
            double factor = StrictMath.exp(byHealth * Math.clamp(health, -3, 3));
            return 1 + (int) chance.around(median * priority.patience * factor, spread);
        }

        private void add(String status) {
            versions.add(new Version(now, status, metrics, late));
        }

        /** One of three is rated, within two days of the last solution. */
        @Nullable Rating rating() {
            Instant solved = metrics.solved();
            if (solved == null || !chance.happens(0.36)) {
                return null;
            }
            boolean good = chance.happens(Chance.logistic(2.0 + 0.9 * health));
            return new Rating(
                    solved.plus(Duration.ofMinutes(chance.between(10, 2 * 24 * 60))), good);
        }
    }
}

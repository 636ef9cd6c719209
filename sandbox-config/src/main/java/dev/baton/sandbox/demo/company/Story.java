package dev.baton.sandbox.demo.company;

import dev.baton.sandbox.demo.company.Health.Path;
import java.util.List;

/** Three customers whose fate is written, so that a first look has something to find. */
public enum Story {
    CHAMPION_LEFT(
            "Tarnhelm Freight",
            "Its champion changed jobs five weeks ago, and nobody has met the customer since."),
    SILENT_DECLINE(
            "Quillmere Foods",
            "For ten weeks fewer and fewer of its people have used the product, and it has not written a single ticket."),
    SUPPORT_STORM(
            "Orvandel Robotics",
            "For five weeks it has opened urgent tickets that come back, and rates the answers as bad.");

    private final String account;
    private final String truth;

    Story(String account, String truth) {
        this.account = account;
        this.truth = truth;
    }

    /** The account's name. */
    public String account() {
        return account;
    }

    /** What really happens there, in a sentence. */
    public String truth() {
        return truth;
    }

    /** The measures of the demo's mapping of which at least one has to be among its top reasons. */
    public List<String> signs() {
        return switch (this) {
            case CHAMPION_LEFT -> List.of("champions_left", "days_since_meeting");
            case SILENT_DECLINE -> List.of("active_users_kept", "key_actions_kept");
            case SUPPORT_STORM ->
                    List.of("urgent_tickets", "tickets_change", "reopened_share", "csat");
        };
    }

    Life life() {
        return switch (this) {
            case CHAMPION_LEFT -> new Life(20 - 2 * 52, 19, -5, championLeft());
            case SILENT_DECLINE -> new Life(11 - 3 * 52, 10, Life.STAYS, silentDecline());
            case SUPPORT_STORM -> new Life(30 - 2 * 52, Life.STAYS, Life.STAYS, supportStorm());
        };
    }

    private static Health championLeft() {
        return new Health(
                ramp(1.0, -0.8, -5, 0),
                ramp(1.0, 0.7, -5, 8),
                flat(1.1),
                Path.of(week -> week < -6 ? 1.6 : -9));
    }

    private static Health silentDecline() {
        return new Health(ramp(1.2, -1.8, -10, 4), ramp(1.3, -1.8, -10, 1), flat(9), flat(1.0));
    }

    /** It blows over: support answers better from the fourth week on. */
    private static Health supportStorm() {
        Path calming = ramp(-4.2, 1.2, 3, 9);
        return new Health(
                Path.of(week -> week < -4 ? 0.9 : week < 4 ? -0.6 : 1.0),
                flat(0.9),
                Path.of(week -> week < -4 ? 1.0 : calming.at(week)),
                flat(0.9));
    }

    private static Path flat(double level) {
        return Path.of(week -> level);
    }

    private static Path ramp(double before, double after, int from, int to) {
        return Path.of(
                week ->
                        before
                                + (after - before)
                                        * Math.clamp((week - from) / (double) (to - from), 0, 1));
    }
}

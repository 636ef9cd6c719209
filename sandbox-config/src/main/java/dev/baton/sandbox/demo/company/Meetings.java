package dev.baton.sandbox.demo.company;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Writes meetings (events, planned some days ahead) and calls and messages (tasks, logged when
 * done). A relationship that cools is met less often, and never by someone who left.
 */
final class Meetings {
    private static final double MEETINGS_A_WEEK = 0.17;
    private static final double CALLS_A_WEEK = 0.14;
    private static final List<String> MEETINGS =
            List.of("Check-in", "Check-in", "Business review", "Training", "Roadmap preview");
    private static final List<String> CALLS =
            List.of("Call: follow-up", "Email: answer", "Call: open questions", "Email: summary");

    private final Weeks weeks;
    private final Ids ids;
    private final Table events =
            new Table(
                    "Id",
                    "AccountId",
                    "WhoId",
                    "Subject",
                    "StartDateTime",
                    "EndDateTime",
                    "OwnerId",
                    "CreatedDate");
    private final Table tasks =
            new Table(
                    "Id",
                    "AccountId",
                    "WhoId",
                    "Subject",
                    "ActivityDate",
                    "Status",
                    "OwnerId",
                    "CreatedDate");

    Meetings(Weeks weeks, Ids ids) {
        this.weeks = weeks;
        this.ids = ids;
    }

    void customer(Customer customer, Chance chance) {
        Life life = customer.life();
        for (int week = Weeks.FIRST; week <= Weeks.LAST; week++) {
            if (life.covers(week)) {
                double warmth = StrictMath.exp(0.4 * life.health().bond().at(week));
                for (int i = chance.events(MEETINGS_A_WEEK * warmth); i > 0; i--) {
                    meeting(customer, week, chance);
                }
                for (int i = chance.events(CALLS_A_WEEK * warmth); i > 0; i--) {
                    call(customer, week, chance);
                }
            }
        }
    }

    private void meeting(Customer customer, int week, Chance chance) {
        Instant start = weeks.workingMoment(week, chance);
        Instant planned = start.minus(Duration.ofHours(chance.between(20, 160)));
        events.row(
                ids.next("00U"),
                customer.account(),
                customer.someone(week, chance).contact(),
                chance.oneOf(MEETINGS),
                start,
                start.plus(Duration.ofMinutes(45)),
                customer.manager(),
                planned);
    }

    private void call(Customer customer, int week, Chance chance) {
        Instant done = weeks.workingMoment(week, chance);
        tasks.row(
                ids.next("00T"),
                customer.account(),
                customer.someone(week, chance).contact(),
                chance.oneOf(CALLS),
                Weeks.day(done),
                "Completed",
                customer.manager(),
                done);
    }

    List<Export.File> files() {
        return List.of(events.file("salesforce/Event.csv"), tasks.file("salesforce/Task.csv"));
    }
}

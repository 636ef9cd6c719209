package dev.baton.sandbox.demo.company;

import java.time.LocalDate;

/**
 * Writes {@code usage.csv}: for each customer and week how many people used the product, how many
 * seats it pays for, the share of them used, and how often the actions were done that the product
 * is bought for.
 */
final class Usage {
    /** A week whose figures got lost. */
    private static final double LOST = 0.02;

    /** Of each active person in a week. */
    private static final double KEY_ACTIONS = 4.5;

    private final Weeks weeks;
    private final Table table = new Table("account_external_id", "date", "metric", "value");

    Usage(Weeks weeks) {
        this.weeks = weeks;
    }

    void customer(Customer customer, Chance chance) {
        double habit = chance.normal(0.4, 0.6);
        for (int week = Weeks.FIRST; week <= Weeks.LAST; week++) {
            boolean told =
                    customer.life().covers(week)
                            && !customer.has(Dirt.NOT_INSTRUMENTED)
                            && !chance.happens(LOST);
            if (told) {
                week(customer, week, habit, chance);
            }
        }
    }

    private void week(Customer customer, int week, double habit, Chance chance) {
        int seats = customer.seats(week);
        double level = customer.life().health().use().at(week);
        double share = Chance.logistic(habit + 0.75 * level) * season(weeks.end(week));
        int active = chance.share(seats, share);
        int actions =
                (int)
                        Math.round(
                                active
                                        * chance.around(KEY_ACTIONS, 0.12)
                                        * StrictMath.exp(0.15 * level));
        row(customer, week, "active_users", Integer.toString(active));
        row(customer, week, "key_actions", Integer.toString(actions));
        if (!customer.has(Dirt.NO_SEATS)) {
            row(customer, week, "licensed_seats", Integer.toString(seats));
            row(
                    customer,
                    week,
                    "seats_used",
                    Double.toString(Math.round(1000.0 * active / seats) / 1000.0));
        }
    }

    private void row(Customer customer, int week, String metric, String value) {
        table.row(customer.key(), weeks.end(week), metric, value);
    }

    /** Half of them are away around New Year, some in August. */
    private static double season(LocalDate week) {
        int day = week.getDayOfYear();
        return day >= 358 || day <= 5 ? 0.5 : week.getMonthValue() == 8 ? 0.9 : 1;
    }

    Export.File file() {
        return table.file("usage.csv");
    }
}

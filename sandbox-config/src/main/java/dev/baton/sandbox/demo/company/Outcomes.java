package dev.baton.sandbox.demo.company;

import java.time.LocalDate;

/**
 * Writes {@code outcomes.csv}, the truth that no command reads: of everyone who is a customer on a
 * day, whether it leaves in the {@link Weeks#HORIZON} weeks after. For the as-of day and every
 * fourth week after it, as far as the whole horizon is known.
 */
final class Outcomes {
    private final Weeks weeks;
    private final Table table = new Table("account_external_id", "as_of", "churned");

    Outcomes(Weeks weeks) {
        this.weeks = weeks;
    }

    void customer(Customer customer) {
        LocalDate first = Weeks.day(weeks.asOf());
        LocalDate left = customer.left(weeks);
        for (int ahead = 0; ahead + Weeks.HORIZON <= Weeks.LAST; ahead += 4) {
            LocalDate day = first.plusWeeks(ahead);
            boolean isCustomer =
                    !customer.since(weeks).isAfter(day) && (left == null || left.isAfter(day));
            if (isCustomer) {
                boolean leaves = left != null && !left.isAfter(day.plusWeeks(Weeks.HORIZON));
                table.row(customer.key(), day, leaves);
            }
        }
    }

    Export.File file() {
        return table.file("outcomes.csv");
    }
}

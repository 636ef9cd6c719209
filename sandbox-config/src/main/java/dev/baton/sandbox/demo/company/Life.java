package dev.baton.sandbox.demo.company;

/**
 * A customer from its first contract to its last day.
 *
 * @param since the week it became a customer
 * @param until the week it left; {@link #STAYS} if it does not
 * @param championLeaves the week its advocate changes jobs; {@link #STAYS} if never
 */
record Life(int since, int until, int championLeaves, Health health) {
    /** Later than all that is told. */
    static final int STAYS = Integer.MAX_VALUE;

    private static final int YEAR = 52;

    /** Of 1,000 customers with a health of 0.3, how many decide to leave in a week. */
    private static final double LEAVES_A_WEEK = 0.0012;

    /** What a unit of health is worth: it divides the hazard by e to this power. */
    private static final double HEALTH_COUNTS = 1.7;

    /** Bankruptcy, takeover: whatever the health. */
    private static final double FATE_A_WEEK = 0.0003;

    /** From the decision to the last day; a renewal within that time makes it thrice as likely. */
    private static final int LEAST_WEEKS_TO_GO = 4;

    private static final int MOST_WEEKS_TO_GO = 18;

    /** Of those who have decided, how many show it by using the product less. */
    private static final double SHOWS = 0.8;

    private static final double CHAMPION_LEAVES_A_WEEK = 1 / 190.0;

    /** Whether it is a customer in that week. */
    boolean covers(int week) {
        return since <= week && week <= until;
    }

    /** The first renewal in or after a week, on the anniversaries of the first contract. */
    int nextRenewal(int week) {
        return since + YEAR * Math.max(1, Math.ceilDiv(week - since, YEAR));
    }

    /**
     * An ordinary life. Most have been customers for years, some are new, a few come only later.
     * Whoever leaves decides so some weeks before the last day.
     */
    static Life draw(Chance chance) {
        int since = since(chance);
        int championLeaves = championLeaves(chance.split(), since);
        Health health = Health.draw(chance.split(), championLeaves);
        var staying = new Life(since, STAYS, championLeaves, health);
        int decided = staying.decision(chance.split());
        if (decided == STAYS) {
            return staying;
        }
        int until = decided + chance.between(LEAST_WEEKS_TO_GO, MOST_WEEKS_TO_GO);
        Health last = chance.happens(SHOWS) ? health.windingDown(decided) : health;
        return new Life(since, until, championLeaves, last);
    }

    private static int since(Chance chance) {
        double kind = chance.between(1, 100);
        if (kind <= 80) {
            return chance.between(-230, -30);
        }
        return kind <= 93 ? chance.between(-29, -1) : chance.between(2, 36);
    }

    private static int championLeaves(Chance chance, int since) {
        for (int week = Math.max(since + 8, Weeks.FIRST); week <= Weeks.LAST; week++) {
            if (chance.happens(CHAMPION_LEAVES_A_WEEK)) {
                return week;
            }
        }
        return STAYS;
    }

    /** A proportional hazard in discrete time, higher as renewal comes near. */
    private int decision(Chance chance) {
        for (int week = Math.max(since + 8, Weeks.FIRST); week <= Weeks.LAST; week++) {
            boolean near = nextRenewal(week) - week <= MOST_WEEKS_TO_GO;
            double hazard =
                    FATE_A_WEEK
                            + LEAVES_A_WEEK
                                    * (near ? 2.4 : 0.8)
                                    * StrictMath.exp(
                                            -HEALTH_COUNTS * (health.core().at(week) - 0.3));
            if (chance.happens(1 - StrictMath.exp(-hazard))) {
                return week;
            }
        }
        return STAYS;
    }
}

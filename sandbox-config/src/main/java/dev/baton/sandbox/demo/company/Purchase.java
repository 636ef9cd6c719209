package dev.baton.sandbox.demo.company;

import java.util.List;

/**
 * What a customer bought, and what it would say if it left. Two of three buy the core product; of
 * those that leave more than their share have bought Sync, for Sync loses data of some of them.
 *
 * @param product as deals name it
 * @param losesData whether it meets that defect
 * @param loss why it leaves, should it
 */
record Purchase(String product, boolean losesData, Loss loss) {
    private static final String SYNC = "Sync";
    private static final List<String> OTHERS = List.of("Core", "Core", "Core", "Insight");

    /** Of those that leave, and of those that stay. */
    private static final double LEAVER_HAS_SYNC = 0.38;

    private static final double STAYER_HAS_SYNC = 0.14;
    private static final double LEAVER_LOSES_DATA = 0.8;
    private static final double STAYER_LOSES_DATA = 0.5;

    /** Half a year before the as-of instant the defect was mended. */
    private static final int MENDED = -26;

    /**
     * Why a renewal was lost, at two levels.
     *
     * @param reason empty where nobody said
     */
    record Loss(String reason, String detail) {}

    private static final Loss LOST_DATA = new Loss("Product", "Sync lost data");

    /** The last two are what nobody said. */
    private static final List<Loss> LOSSES =
            List.of(
                    new Loss("Price", "Cheaper offer"),
                    new Loss("Price", "Budget cut"),
                    new Loss("Price", "Cheaper offer"),
                    new Loss("Product", "Missing feature"),
                    new Loss("Service", "Slow answers"),
                    new Loss("Relationship", "Champion left"),
                    new Loss("Company", "Taken over"),
                    new Loss("", ""),
                    new Loss("", ""));

    static Purchase draw(Chance chance, Life life) {
        boolean leaves = life.until() <= 0;
        boolean sync = chance.happens(leaves ? LEAVER_HAS_SYNC : STAYER_HAS_SYNC);
        boolean hit = chance.happens(leaves ? LEAVER_LOSES_DATA : STAYER_LOSES_DATA) && sync;
        String product = sync ? SYNC : chance.oneOf(OTHERS);
        Loss loss = chance.oneOf(LOSSES);
        return new Purchase(product, hit, hit ? LOST_DATA : loss);
    }

    /** Whether a ticket of that week can be about lost data. */
    boolean losesData(int week) {
        return losesData && week < MENDED;
    }
}

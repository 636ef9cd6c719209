package dev.baton.core.churn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Worlds in which nothing that is looked at makes accounts leave, and worlds in which one does. */
class FalseAlarmTest {
    private static final int WORLDS = Integer.getInteger("baton.shuffles", 100);
    private static final long SEED = 7_000;
    private static final Suspect PLANTED = new Suspect(Suspect.Kind.THEME, "theme 0");

    /** Of a thousand. Fewer worlds leave more to chance: two standard errors more. */
    private static final double MOST =
            0.065 + (WORLDS >= 1_000 ? 0 : 2 * Math.sqrt(0.065 * 0.935 / WORLDS));

    /**
     * Accounts with products, themes and reps by chance; segments lose unlike shares, and prefer
     * unlike products. Segments are no suspects, for they are a cause.
     *
     * @param planted what it adds to the share that leaves, of accounts with the first theme
     */
    private static List<Exposure> world(Random random, int accounts, double planted) {
        double[] share = {0.03 + 0.1 * random.nextDouble(), 0.05 + 0.2 * random.nextDouble()};
        var world = new ArrayList<Exposure>();
        for (int i = 0; i < accounts; i++) {
            int segment = random.nextInt(2);
            var suspects = new TreeSet<Suspect>();
            int product = Math.min(3, random.nextInt(3) + segment);
            suspects.add(new Suspect(Suspect.Kind.PRODUCT, "product " + product));
            suspects.add(new Suspect(Suspect.Kind.REP, "rep " + random.nextInt(12)));
            for (int theme = 0; theme < 8; theme++) {
                if (random.nextDouble() < 0.25 / (1 + theme)) {
                    suspects.add(new Suspect(Suspect.Kind.THEME, "theme " + theme));
                }
            }
            double leaves = share[segment] + (suspects.contains(PLANTED) ? planted : 0);
            boolean left = random.nextDouble() < leaves;
            var reasons = new TreeSet<String>();
            if (left && random.nextDouble() < 0.8) {
                reasons.add("reason " + random.nextInt(4));
            }
            world.add(new Exposure("segment " + segment, left, reasons, suspects, Set.of()));
        }
        return world;
    }

    private static boolean alarms(Scoping scoping) {
        return scoping.findings().stream().anyMatch(each -> each.scope() == Scope.SYSTEMIC);
    }

    @Test
    void worldsWithoutACauseSeldomAlarm() {
        int alarms = 0;
        for (int i = 0; i < WORLDS; i++) {
            Random random = Seeds.random(SEED + i);
            alarms += alarms(Scoping.of(world(random, 60 + random.nextInt(400), 0))) ? 1 : 0;
        }
        System.out.printf(
                "systemic called in %d of %d worlds without a cause; seeds from %d%n",
                alarms, WORLDS, SEED);
        assertThat(alarms / (double) WORLDS).as("seeds from %d", SEED).isLessThanOrEqualTo(MOST);
    }

    @Test
    void aPlantedCauseIsFoundTheMoreOftenTheMoreAccountsItHits() {
        double before = -1;
        for (int accounts : List.of(80, 160, 320, 640)) {
            int found = 0;
            for (int i = 0; i < WORLDS; i++) {
                Scoping scoping = Scoping.of(world(Seeds.random(SEED + i), accounts, 0.2));
                found +=
                        scoping.findings().stream()
                                        .anyMatch(
                                                each ->
                                                        each.suspect().equals(PLANTED)
                                                                && each.scope() == Scope.SYSTEMIC)
                                ? 1
                                : 0;
            }
            double power = found / (double) WORLDS;
            System.out.printf(
                    "a theme of a quarter of %d accounts that adds 20 points to the share that"
                            + " leaves: found in %d of %d worlds; seeds from %d%n",
                    accounts, found, WORLDS, SEED);
            assertThat(power)
                    .as("%d accounts, seeds from %d", accounts, SEED)
                    .isGreaterThan(before);
            before = power;
        }
        assertThat(before).isGreaterThan(0.9);
    }
}

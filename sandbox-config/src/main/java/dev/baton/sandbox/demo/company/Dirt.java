package dev.baton.sandbox.demo.company;

import java.util.EnumSet;
import java.util.Set;

/** What is wrong with a customer's records: nobody's data is clean. */
enum Dirt {
    /** The helpdesk does not know the customer: its tickets are unknown, not none. */
    NO_ORGANISATION(0.06),
    /** Its organisation carries no external id, and is found by its domain. */
    ORGANISATION_WITHOUT_KEY(0.05),
    /** Its organisation carries no external id and a wrong domain: it belongs to nobody. */
    ORGANISATION_ASTRAY(0.03),
    /** The external id was typed in another letter case. */
    KEY_IN_OTHER_CASE(0.05),
    /** The product sends no figures. */
    NOT_INSTRUMENTED(0.05),
    /** Nobody entered how many seats it pays for. */
    NO_SEATS(0.06),
    ODD_CITY(0.1),
    SHOUTED_NAME(0.03),
    NO_WEBSITE(0.06);

    private final double probability;

    Dirt(double probability) {
        this.probability = probability;
    }

    static Set<Dirt> draw(Chance chance) {
        Set<Dirt> drawn = EnumSet.noneOf(Dirt.class);
        for (Dirt each : values()) {
            if (chance.happens(each.probability)) {
                drawn.add(each);
            }
        }
        return drawn;
    }
}

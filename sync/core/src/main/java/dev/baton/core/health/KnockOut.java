package dev.baton.core.health;

/**
 * What no merit outweighs: while it is so, the score is not above a cap.
 *
 * @param name unique in a model
 * @param label how people call it: "The CSM's pulse is red"
 * @param when the accounts it holds of; what nobody can tell knocks nobody out
 * @param cap the highest score while it holds, 0..100
 * @param driver what it speaks of
 */
public record KnockOut(String name, String label, Criterion when, double cap, Driver driver) {
    public KnockOut {
        if (!(cap >= 0 && cap <= 100)) {
            throw new IllegalArgumentException("a cap lies between 0 and 100");
        }
    }
}

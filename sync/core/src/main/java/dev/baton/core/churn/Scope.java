package dev.baton.core.churn;

import java.util.Locale;

/** How far a cause of leaving reaches. */
public enum Scope {
    /** Leaving gathers among the exposed more than chance explains, however many were looked at. */
    SYSTEMIC,
    /** Leaving does not gather there: were its odds doubled, more would have left. */
    ISOLATED,
    /** Too few accounts to tell. */
    UNDECIDED;

    /** As scripts read it: {@code systemic}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.baton.core.churn;

import java.util.Locale;

/**
 * What accounts may have left of.
 *
 * @param name as the records have it, not empty
 */
public record Suspect(Kind kind, String name) implements Comparable<Suspect> {
    public Suspect {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a suspect has a name");
        }
    }

    /** What accounts can be exposed to. */
    public enum Kind {
        /** A defect, a request: what their tickets are about. */
        THEME,
        PRODUCT,
        SEGMENT,
        /** Whoever sold to them. */
        REP;

        /** As scripts read it: {@code theme}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** By kind, then by name. */
    @Override
    public int compareTo(Suspect other) {
        int byKind = kind.compareTo(other.kind);
        return byKind == 0 ? name.compareTo(other.name) : byKind;
    }
}

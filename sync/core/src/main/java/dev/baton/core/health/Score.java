package dev.baton.core.health;

import java.util.List;
import java.util.Locale;

/**
 * What an account is scored for. Each has a model, a target and bands of its own; none counts in
 * another.
 */
public enum Score {
    /** How likely it stays. */
    HEALTH("green", "yellow", "red"),
    /** How ready it is to buy more. */
    EXPANSION("ready", "warm", "not_yet");

    private final String best;
    private final String middle;
    private final String least;

    Score(String best, String middle, String least) {
        this.best = best;
        this.middle = middle;
        this.least = least;
    }

    /** The name used on the command line: {@code expansion}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a band is called: {@code green}, or of expansion {@code ready}. */
    public String word(Band band) {
        return switch (band) {
            case GREEN -> best;
            case YELLOW -> middle;
            case RED -> least;
            case UNKNOWN -> "unknown";
        };
    }

    /** The keys of a model's bands: those that begin at a score, the best first. */
    public List<String> bands() {
        return List.of(best, middle);
    }

    /** The same for people: {@code not yet}. */
    public String said(Band band) {
        return word(band).replace('_', ' ');
    }
}

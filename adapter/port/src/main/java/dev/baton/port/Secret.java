package dev.baton.port;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;

/** A word that must not be seen: prints as stars, wherever it is printed. */
public final class Secret {
    /** Shorter ones would hide parts of ordinary words. */
    private static final int SHORTEST = 4;

    /** Those in use; a secret that is let go leaves by itself. */
    private static final Set<Secret> LIVING =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value);
        LIVING.add(this);
    }

    /** The word itself, for the one line that sends it. */
    public String reveal() {
        return value;
    }

    /** A text in which every secret in use of four characters or more is stars: for a log. */
    public static String hiddenIn(String text) {
        List<String> values;
        synchronized (LIVING) {
            values = LIVING.stream().map(each -> each.value).toList();
        }
        String hidden = text;
        // The longest first, or a part of it would leave the rest.
        for (String each :
                values.stream()
                        .filter(one -> one.length() >= SHORTEST)
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList()) {
            hidden = hidden.replace(each, "***");
        }
        return hidden;
    }

    @Override
    public String toString() {
        return "***";
    }
}

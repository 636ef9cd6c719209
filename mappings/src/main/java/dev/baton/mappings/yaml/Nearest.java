package dev.baton.mappings.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What was probably meant. */
public final class Nearest {
    private Nearest() {}

    /**
     * The candidate that fewest slips of the finger turn {@code typed} into, letter case aside; the
     * first of equals; nothing when more than a third of the letters would have to change.
     */
    public static Optional<String> to(String typed, Collection<String> candidates) {
        String best = null;
        int least = Math.max(1, typed.length() / 3) + 1;
        for (String candidate : candidates) {
            int slips =
                    distance(typed.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (slips < least) {
                least = slips;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** "did you mean status?", or the choice there is. */
    public static String fix(String typed, Collection<String> candidates) {
        return to(typed, candidates)
                .map(near -> "did you mean " + near + "?")
                .orElseGet(() -> oneOf(candidates));
    }

    private static String oneOf(Collection<String> candidates) {
        return candidates.isEmpty() ? "remove it" : "use one of: " + String.join(", ", candidates);
    }

    /** Insertions, deletions, replacements and swaps of neighbours. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 ? j : j == 0 ? i : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + changed);
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
    }
}

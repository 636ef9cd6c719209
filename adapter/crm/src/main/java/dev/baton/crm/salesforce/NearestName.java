package dev.baton.crm.salesforce;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** "Did you mean": the known name that needs the fewest keystrokes to get to. */
final class NearestName {
    private NearestName() {}

    /** The nearest name, without case; empty when even that one is far away. */
    static Optional<String> of(String typed, List<String> known) {
        int most = Math.max(2, typed.length() / 3);
        return known.stream()
                .min(
                        Comparator.comparingInt((String name) -> distance(typed, name))
                                .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(typed, name) <= most);
    }

    /** Levenshtein's distance, one row at a time. */
    private static int distance(String typed, String name) {
        String from = Soql.fold(typed);
        String to = Soql.fold(name);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}

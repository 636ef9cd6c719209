package dev.baton.helpdesk.zendesk;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The word that somebody who mistyped most likely meant. */
final class NearestWord {
    private NearestWord() {}

    /** The known word with the fewest edits, if a third of its letters or less is wrong. */
    static Optional<String> to(String word, List<String> known) {
        return known.stream()
                .filter(candidate -> edits(word, candidate) <= 1 + candidate.length() / 3)
                .min(Comparator.comparingInt(candidate -> edits(word, candidate)));
    }

    /** Levenshtein's distance, row by row. */
    private static int edits(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] below = new int[to.length() + 1];
            below[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int swap = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                int either = Math.min(above[column], below[column - 1]) + 1;
                below[column] = Math.min(above[column - 1] + swap, either);
            }
            above = below;
        }
        return above[to.length()];
    }
}

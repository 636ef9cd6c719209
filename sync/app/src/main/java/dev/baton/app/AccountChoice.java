package dev.baton.app;

import dev.baton.core.model.CanonicalRecord;
import dev.baton.engine.Review;
import java.util.List;
import java.util.stream.Collectors;

/** The one account that a person means. */
final class AccountChoice {
    private AccountChoice() {}

    /** Stops when no account is meant, or more than one; then the candidates are named. */
    static CanonicalRecord one(Review review, String word) {
        List<CanonicalRecord> found = review.named(word);
        if (found.isEmpty()) {
            throw new Stop(
                    Exit.USAGE,
                    "no account has the id, external id or name '"
                            + word
                            + "'; `baton accounts` lists them");
        }
        if (found.size() > 1) {
            throw new Stop(
                    Exit.USAGE,
                    "'"
                            + word
                            + "' is the name of "
                            + found.size()
                            + " accounts; say which by its id: "
                            + found.stream()
                                    .limit(20)
                                    .map(
                                            each ->
                                                    each.ref().id()
                                                            + " ("
                                                            + each.text("external_id")
                                                            + ")")
                                    .collect(Collectors.joining(", ")));
        }
        return found.getFirst();
    }
}

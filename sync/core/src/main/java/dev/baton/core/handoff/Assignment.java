package dev.baton.core.handoff;

import dev.baton.core.measure.Predicate;
import dev.baton.core.measure.Predicate.Answer;
import dev.baton.core.model.Reading;
import dev.baton.core.model.Seen;
import dev.baton.core.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who takes a customer over.
 *
 * @param field the account's field that holds the user's id, null where no field tells; who stands
 *     there comes first, however many handoffs they have
 * @param rules in order; the first that fits and has room
 * @param lead the user who gets what nobody else takes, null for none
 */
public record Assignment(@Nullable String field, List<Rule> rules, @Nullable String lead) {
    /** Nobody is assigned. */
    public static final Assignment NOBODY = new Assignment(null, List.of(), null);

    private static final String USER = "005[A-Za-z0-9]{15}";

    public Assignment {
        rules = List.copyOf(rules);
    }

    /**
     * Accounts of a kind are somebody's.
     *
     * @param who by segment, territory, language, or whatever the mapping gives accounts
     * @param user the id
     * @param most handoffs that they may have open at once, at least 1; null for no limit
     */
    public record Rule(Predicate who, String user, @Nullable Integer most) {
        public Rule {
            if (most != null && most < 1) {
                throw new IllegalArgumentException("somebody takes at least one");
            }
        }
    }

    /** Somebody who may take an account, with the most open handoffs they may have by then. */
    public record Candidate(String user, int most) {}

    /** In order of preference. */
    List<Candidate> candidates(Optional<Seen> account) {
        var candidates = new ArrayList<Candidate>();
        account.ifPresent(
                seen -> {
                    String named = field == null ? null : user(seen.read(field));
                    if (named != null) {
                        candidates.add(new Candidate(named, Integer.MAX_VALUE));
                    }
                    for (Rule rule : rules) {
                        if (rule.who().test(seen) == Answer.YES) {
                            Integer most = rule.most();
                            candidates.add(
                                    new Candidate(
                                            rule.user(), most == null ? Integer.MAX_VALUE : most));
                        }
                    }
                });
        return candidates;
    }

    /** The user's id that a field holds; null where it holds none. */
    static @Nullable String user(Reading reading) {
        return reading instanceof Reading.Known known
                        && known.value() instanceof Value.Text text
                        && text.text().matches(USER)
                ? text.text()
                : null;
    }
}

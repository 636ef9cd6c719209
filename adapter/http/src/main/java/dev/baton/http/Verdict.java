package dev.baton.http;

import dev.baton.port.AdapterException.Category;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a vendor's error table makes of an answer. */
public sealed interface Verdict {

    /** Hand the answer on. */
    record Fine() implements Verdict {}

    /**
     * Worth another try; when tries run out it fails with this category.
     *
     * <p>A call that must not be repeated is sent again only where the category is THROTTLED: a
     * server over its limit has turned it away unread. Any other category leaves open what a
     * half-way gateway did with it, and it fails as OUTCOME_UNKNOWN.
     *
     * @param after the least wait the server asked for; null to take the answer's Retry-After
     */
    record TryAgain(@Nullable Duration after, Category category, String code, String hint)
            implements Verdict {}

    /** The token has run out: renew it once and send again. */
    record RenewToken(String code, String hint) implements Verdict {}

    /** No use repeating it. */
    record Fail(Category category, String code, String hint) implements Verdict {}
}

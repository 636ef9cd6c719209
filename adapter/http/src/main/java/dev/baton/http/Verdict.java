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
     * @param after the least wait the server asked for, or null
     */
    record TryAgain(@Nullable Duration after, Category category, String code, String hint)
            implements Verdict {}

    /** The token has run out: renew it once and send again. */
    record RenewToken(String code, String hint) implements Verdict {}

    /** No use repeating it. */
    record Fail(Category category, String code, String hint) implements Verdict {}
}

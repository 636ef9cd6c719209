package dev.baton.http;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a server asks us to wait: seconds, which some vendors write with decimals, or a date.
 */
public final class RetryAfter {

    /** More than a day is as good as a day: by then another run has begun. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern SECONDS = Pattern.compile("-?\\d{1,400}(\\.\\d{1,400})?");

    private RetryAfter() {}

    /**
     * Reads {@code Retry-After}. A date counts from the answer's own {@code Date}, so that a wrong
     * clock of ours neither storms nor sleeps.
     *
     * @return between zero and {@link #LONGEST}, or null where nothing usable is said; negative and
     *     past mean zero. The retry layer waits at least a second all the same
     */
    public static @Nullable Duration parse(HttpAnswer answer) {
        String text = answer.header("Retry-After");
        if (text == null) {
            return null;
        }
        String stripped = text.strip();
        return SECONDS.matcher(stripped).matches()
                ? seconds(Double.parseDouble(stripped))
                : untilDate(stripped, answer);
    }

    /** Rounded up to the millisecond, so that we never come early. */
    private static Duration seconds(double asked) {
        double bounded = Math.clamp(asked, 0.0, (double) LONGEST.toSeconds());
        return Duration.ofMillis((long) Math.ceil(bounded * 1000));
    }

    private static @Nullable Duration untilDate(String text, HttpAnswer answer) {
        String date = answer.header("Date");
        Instant now = date == null ? null : HttpDate.parse(date);
        Instant then = HttpDate.parse(text);
        if (now == null || then == null) {
            return null;
        }
        Duration wait = Duration.between(now, then);
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}

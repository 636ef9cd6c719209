package dev.baton.http;

import dev.baton.port.AdapterException.Category;

/** A vendor's error table, as vendors write them. */
final class Tables {
    static final ErrorTable USUAL = answer -> judge(answer.status());

    private Tables() {}

    private static Verdict judge(int status) {
        return switch (status) {
            case 200, 201, 204, 300, 304 -> new Verdict.Fine();
            case 401 -> new Verdict.RenewToken("INVALID_SESSION_ID", "check the connected app");
            case 403 -> new Verdict.Fail(Category.PERMISSION, "FORBIDDEN", "grant the right");
            case 429 -> new Verdict.TryAgain(null, Category.THROTTLED, "TOO_MANY", "wait a little");
            case 408, 500, 502, 503, 504 ->
                    new Verdict.TryAgain(null, Category.UNAVAILABLE, "DOWN", "wait a little");
            default -> new Verdict.Fail(Category.BAD_REQUEST, "UNKNOWN", "look at the mapping");
        };
    }
}

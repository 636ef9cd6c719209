package dev.baton.app;

/** Exit codes; scripts depend on them. When several apply, the first in this order does. */
enum Exit {
    INTERNAL(1),
    /** A system is unavailable or refuses our credentials. */
    UNAVAILABLE(5),
    /** Bad usage, configuration or mapping. */
    USAGE(2),
    /** Stopped by a guard; a person must decide. */
    GUARD(4),
    /** This run quarantined records or was cut by a budget. */
    PARTIAL(3),
    DONE(0);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}

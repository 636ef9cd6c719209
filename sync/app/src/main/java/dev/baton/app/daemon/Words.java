package dev.baton.app.daemon;

import java.util.Locale;

/** Names as documents and metrics write them. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

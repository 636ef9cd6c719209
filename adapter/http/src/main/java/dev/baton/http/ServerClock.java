package dev.baton.http;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.time.Instant;

/** The time as the server sees it: the only clock that cursors and known-at may come from. */
public final class ServerClock {
    private ServerClock() {}

    /**
     * The answer's {@code Date}, to the second.
     *
     * @throws AdapterException UNAVAILABLE when it is missing or no HTTP date
     */
    public static Instant of(HttpAnswer answer) throws AdapterException {
        String date = answer.header("Date");
        Instant instant = date == null ? null : HttpDate.parse(date);
        if (instant == null) {
            throw new AdapterException(
                    Category.UNAVAILABLE,
                    "no_server_date",
                    "the answer bears no readable Date; look for a proxy that strips it",
                    null);
        }
        return instant;
    }
}

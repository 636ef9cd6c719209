package dev.baton.usage;

import dev.baton.port.Secret;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database answers.
 *
 * @param url {@code jdbc:…}, without credentials: it may stand in a file that others read
 * @param user null where the database asks for none
 * @param password null where the database asks for none
 */
public record JdbcSettings(String url, @Nullable String user, @Nullable Secret password) {
    private static final Pattern CREDENTIALS =
            Pattern.compile("//[^/]*@|[?&;:](user|password|pwd|sslpassword)=");

    public JdbcSettings {
        if (!url.startsWith("jdbc:")) {
            throw new IllegalArgumentException("url begins with jdbc:");
        }
        if (CREDENTIALS.matcher(url.toLowerCase(Locale.ROOT)).find()) {
            throw new IllegalArgumentException(
                    "url holds credentials; name the user below user, and put the password into the secrets file");
        }
    }
}

package dev.baton.app;

import dev.baton.port.Secret;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An access token of the org's administrator: read where it was put, kept in memory, written
 * nowhere. Never a word of the command line, which every user of the machine can list.
 */
final class AdminToken {
    static final String VARIABLE = "BATON_ADMIN_TOKEN";
    static final String CREDENTIAL = "admin_token";
    static final String DESCRIPTION =
            "File that holds an access token of the org's administrator; else it is taken from "
                    + VARIABLE
                    + ".";

    private AdminToken() {}

    /** The token, asked for on a terminal when it was not handed over; or a stop. */
    static Secret required(@Nullable Path file) {
        Secret given = given(file);
        if (given == null) {
            given = Dialog.terminal().map(AdminToken::typed).orElse(null);
        }
        if (given == null) {
            throw new Stop(
                    Exit.USAGE,
                    "an access token of the org's administrator is needed — put it into a file that"
                            + " only you can read and name that by --admin-token-file, or into "
                            + VARIABLE
                            + "; `baton login --help-app` tells where it comes from");
        }
        return given;
    }

    private static @Nullable Secret typed(Console console) {
        char[] typed = console.readPassword("Access token of the org's administrator: ");
        return typed == null || typed.length == 0 ? null : new Secret(new String(typed));
    }

    /** The token as it was handed over; null when it was not. */
    static @Nullable Secret given(@Nullable Path file) {
        if (file != null) {
            if (Credentials.othersMayRead(file)) {
                throw new Stop(
                        Exit.USAGE,
                        file
                                + ": other users of this machine can read the token — run: chmod 600 "
                                + file);
            }
            return read(file);
        }
        String value = System.getenv(VARIABLE);
        if (value != null && !value.isBlank()) {
            return new Secret(value.strip());
        }
        Path credential = Credentials.in(System.getenv()).file(CREDENTIAL);
        return credential == null ? null : read(credential);
    }

    private static Secret read(Path file) {
        try {
            String text = Files.readString(file).strip();
            if (!text.isEmpty()) {
                return new Secret(text);
            }
        } catch (IOException e) {
            throw new Stop(Exit.USAGE, file + ": the token cannot be read — check path and rights");
        }
        throw new Stop(Exit.USAGE, file + ": the file is empty — put the access token into it");
    }
}

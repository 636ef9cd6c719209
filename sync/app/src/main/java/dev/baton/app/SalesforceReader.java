package dev.baton.app;

import dev.baton.crm.events.PubSubSettings;
import dev.baton.crm.salesforce.JwtKey;
import dev.baton.crm.salesforce.SalesforceSettings;
import dev.baton.crm.salesforce.SignIn;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import dev.baton.port.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the connection to an org. */
final class SalesforceReader {
    static final String CLIENT_CREDENTIALS = "client_credentials";
    static final String JWT = "jwt";

    private final Problems.InFile here;
    private final Function<String, Path> beside;

    /**
     * A reader of one file.
     *
     * @param beside finds a path that is relative to the file
     */
    SalesforceReader(Problems.InFile here, Function<String, Path> beside) {
        this.here = here;
        this.beside = beside;
    }

    /**
     * The connection; null when something is wrong, told.
     *
     * @param secret as it was handed over, null when none was
     */
    Config.Connection.@Nullable Salesforce read(
            Node.Entry entry, Section section, @Nullable Secret secret) {
        String url = section.text("url");
        String clientId = section.text("client_id");
        String auth = section.has("auth") ? section.text("auth") : CLIENT_CREDENTIALS;
        if (url == null || clientId == null || auth == null) {
            return null;
        }
        SignIn signIn =
                switch (auth) {
                    case CLIENT_CREDENTIALS -> clientCredentials(entry, section, secret);
                    case JWT -> jwt(entry, section, secret);
                    default -> {
                        here.error(
                                section.at("auth"),
                                "no way to sign in is called " + auth,
                                Nearest.fix(auth, List.of(CLIENT_CREDENTIALS, JWT)));
                        yield null;
                    }
                };
        return signIn == null
                ? null
                : new Config.Connection.Salesforce(url, clientId, signIn, events(section));
    }

    /** Off unless it says otherwise: each event counts against what the org's day allows. */
    private @Nullable String events(Section section) {
        String text = section.has("events") ? section.text("events") : "off";
        if (text == null || text.equals("off")) {
            return null;
        }
        String address = text.equals("on") ? PubSubSettings.GLOBAL : text;
        try {
            return PubSubSettings.of(address, SalesforceSettings.CLIENT).address();
        } catch (IllegalArgumentException e) {
            here.error(
                    section.at("events"),
                    "expected on, off, or a host and a port",
                    "write on, or for an org in the EU \"api.deu.pubsub.salesforce.com:7443\"");
            return null;
        }
    }

    private @Nullable SignIn clientCredentials(
            Node.Entry entry, Section section, @Nullable Secret secret) {
        for (String key : List.of("user", "private_key_file")) {
            if (section.has(key)) {
                here.error(
                        section.at(key),
                        key + " is for the JWT bearer flow",
                        "add auth: jwt, or leave it out: the app's run-as user is set in the org");
                return null;
            }
        }
        if (secret == null) {
            ConnectionReader.lacks(here, entry, Secrets.CLIENT_SECRET);
        }
        return secret == null ? null : new SignIn.ClientCredentials(secret);
    }

    private @Nullable SignIn jwt(Node.Entry entry, Section section, @Nullable Secret secret) {
        String user = section.text("user");
        if (user == null) {
            here.error(
                    entry.key().at(),
                    "the JWT bearer flow signs in as somebody, and user is missing",
                    "add user: with the username of the integration user");
        }
        Secret pem = section.has("private_key_file") ? file(section) : secret;
        if (pem == null) {
            if (!section.has("private_key_file")) {
                ConnectionReader.lacks(here, entry, Secrets.PRIVATE_KEY);
            }
            return null;
        }
        try {
            JwtKey key = JwtKey.of(pem);
            return user == null ? null : new SignIn.JwtBearer(user, key);
        } catch (IllegalArgumentException e) {
            here.error(entry.key().at(), String.valueOf(e.getMessage()), "mend the private key");
            return null;
        }
    }

    private @Nullable Secret file(Section section) {
        String path = section.text("private_key_file");
        if (path == null) {
            return null;
        }
        Path file = beside.apply(path);
        if (Credentials.othersMayRead(file)) {
            here.error(
                    section.at("private_key_file"),
                    "other users of this machine can read the private key",
                    "run: chmod 600 " + file);
            return null;
        }
        try {
            return new Secret(Files.readString(file));
        } catch (IOException e) {
            here.error(
                    section.at("private_key_file"),
                    "the private key cannot be read",
                    "check the path and the file's rights");
            return null;
        }
    }
}

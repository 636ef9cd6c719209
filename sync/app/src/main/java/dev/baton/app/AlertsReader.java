package dev.baton.app;

import dev.baton.app.daemon.Webhook;
import dev.baton.http.Seams;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import dev.baton.mappings.yaml.Shape;
import dev.baton.port.Secret;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads where alerts go. */
final class AlertsReader {
    /** What the secrets file calls them. */
    static final String NAME = "alerts";

    private static final Shape SHAPE = new Shape("the alerts", List.of("webhook"), List.of());
    private static final Shape WEBHOOK = new Shape("the webhook", List.of("url"), List.of());

    /** A key that nobody guesses. */
    private static final int SHORTEST_KEY = 16;

    private final Problems.InFile here;
    private final SortedMap<String, Secret> secrets;

    AlertsReader(Problems.InFile here, SortedMap<String, Secret> secrets) {
        this.here = here;
        this.secrets = secrets;
    }

    /** Null for none. */
    Config.@Nullable Webhook read(Section root) {
        Section alerts = root.section(NAME, SHAPE);
        Section section = alerts == null ? null : alerts.section("webhook", WEBHOOK);
        String url = section == null ? null : section.text("url");
        if (section == null || url == null) {
            return null;
        }
        Secret key = secrets.get(NAME);
        if (key == null || key.reveal().length() < SHORTEST_KEY) {
            here.error(
                    section.at("url"),
                    "no signing key of at least " + SHORTEST_KEY + " characters for alerts",
                    "put alerts: {signing_key: \"…\"} into the secrets file, or it into the environment as "
                            + Secrets.variable(NAME, Secrets.SIGNING_KEY));
            return null;
        }
        try {
            Webhook.open(url, key, InstantSource.system(), Seams.real()).close();
        } catch (IllegalArgumentException e) {
            here.error(
                    section.at("url"),
                    "the webhook's address cannot be used",
                    "write https://host/path without a user in it; plain http is for loopback only");
            return null;
        }
        return new Config.Webhook(url, key);
    }
}

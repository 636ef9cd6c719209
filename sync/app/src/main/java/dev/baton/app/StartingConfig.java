package dev.baton.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that somebody begins with, as text with comments.
 *
 * @param mappings relative to the configuration
 * @param user null for client credentials
 * @param keyFile of the JWT bearer flow, null where the key is handed over otherwise
 * @param helpdeskUrl null without a helpdesk
 * @param secrets null where all secrets are handed over otherwise
 */
record StartingConfig(
        String mappings,
        String url,
        String clientId,
        @Nullable String user,
        @Nullable Path keyFile,
        @Nullable String helpdeskUrl,
        @Nullable String helpdeskClientId,
        @Nullable String secrets) {

    String text() {
        var text = new StringBuilder();
        text.append(
                "# Baton's configuration. Paths are relative to this file; no secret stands in it.\n\n");
        text.append("# What is read, what it means, what it is worth, and where results go.\n");
        line(text, "mappings", mappings);
        text.append(
                "\n# preview: nothing is written without a plan that somebody has seen. Say on once you\n");
        text.append("# trust it; `daemon` writes by itself only then.\n");
        text.append("writes: preview\n");
        text.append(
                "\n# What stops a run until a person has looked: so many accounts changing colour at once, or\n");
        text.append("# so many without a score at all.\n");
        text.append("brake: {max_band_changes: 2%, at_least: 10, max_unknown: 25%}\n");
        text.append(
                "\n# How much of the org's daily calls may be used, and when people need the rest.\n");
        text.append("budget: {share: 20%, stop_at: 75%}\n");
        if (secrets != null) {
            text.append(
                    "\n# Readable by its owner only. Or the environment: BATON_CRM_CLIENT_SECRET.\n");
            line(text, "secrets", secrets);
        }
        text.append("\nconnections:\n");
        text.append("  # The org: accounts are read from it, results written to it.\n  crm:\n");
        line(text, "    type", "salesforce");
        line(text, "    url", url);
        text.append("    # Consumer key of the External Client App.\n");
        line(text, "    client_id", clientId);
        if (user != null) {
            line(text, "    auth", SalesforceReader.JWT);
            line(text, "    user", user);
        }
        if (keyFile != null) {
            line(text, "    private_key_file", keyFile.toString());
        }
        if (helpdeskUrl != null && helpdeskClientId != null) {
            text.append(
                    "  # The helpdesk: organisations and tickets are read from it.\n  helpdesk:\n");
            line(text, "    type", "zendesk");
            line(text, "    url", helpdeskUrl);
            line(text, "    client_id", helpdeskClientId);
        }
        return text.toString();
    }

    /** A JSON string is a YAML one. */
    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(": ").append(Output.text(value)).append('\n');
    }
}

package dev.baton.app;

import dev.baton.crm.salesforce.OrgApi;
import dev.baton.crm.salesforce.SalesforceSettings;
import dev.baton.http.Seams;
import java.util.Map;

/** The org of a configuration. */
record Org(String connection, Config.Connection.Salesforce salesforce) {

    /** The one org, or a stop. */
    static Org of(Config config) {
        Org found = null;
        for (Map.Entry<String, Config.Connection> each : config.connections().entrySet()) {
            if (each.getValue() instanceof Config.Connection.Salesforce salesforce) {
                if (found != null) {
                    throw new Stop(
                            Exit.USAGE,
                            config.file()
                                    + ": several orgs are configured — name one by a configuration of its own");
                }
                found = new Org(each.getKey(), salesforce);
            }
        }
        if (found == null) {
            throw new Stop(
                    Exit.USAGE,
                    config.file() + ": no org is configured — add a connection of type salesforce");
        }
        return found;
    }

    String url() {
        return salesforce.url();
    }

    /** As the user that Baton runs as. */
    OrgApi signedIn() {
        try {
            return OrgApi.signedIn(
                    SalesforceSettings.of(url(), salesforce.clientId(), salesforce.signIn()),
                    Seams.real());
        } catch (IllegalArgumentException e) {
            throw new Stop(Exit.USAGE, "connections." + connection + ": " + e.getMessage());
        }
    }
}

package dev.baton.app;

import dev.baton.app.daemon.Schedule;
import dev.baton.core.plan.Brake;
import dev.baton.crm.salesforce.SignIn;
import dev.baton.engine.store.PostgresServer;
import dev.baton.http.OrgShare;
import dev.baton.port.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One installation.
 *
 * @param file the file it was read from; relative paths in it are relative to its folder
 * @param mappings the mapping folder
 * @param writes whether {@code sync} writes without a plan file
 * @param brake how many accounts may change band in one run
 * @param budget how much of a CRM's daily allowance may be used
 * @param daemon when and where the daemon works
 * @param alerts where they go, null for nowhere
 * @param connections by the name the mappings use
 * @param state folder of all that Baton remembers; where the state is shared, of what belongs to
 *     this machine alone
 * @param shared where several daemons remember together, null where the folder is all
 */
record Config(
        Path file,
        Path mappings,
        Writes writes,
        Brake brake,
        OrgShare.Limits budget,
        Daemon daemon,
        @Nullable Webhook alerts,
        SortedMap<String, Connection> connections,
        Path state,
        @Nullable PostgresServer shared) {

    /** Whether a run may write. */
    enum Writes {
        /** Shows what it would write. */
        PREVIEW,
        ON
    }

    /** A fifth for us; and nothing when three quarters are used, so that people can work. */
    static final OrgShare.Limits USUAL_BUDGET = new OrgShare.Limits(0.20, 0.75);

    /**
     * How the daemon works.
     *
     * @param listen loopback, for health and metrics; port 0 for any that is free
     */
    record Daemon(Schedule schedule, InetSocketAddress listen) {
        /** The port that Prometheus' exporters for OpenTelemetry use. */
        static final Daemon USUAL =
                new Daemon(
                        Schedule.USUAL,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 9464));
    }

    /**
     * Where alerts go.
     *
     * @param url https; plain http for loopback only
     * @param signingKey known to the receiver, too
     */
    record Webhook(String url, Secret signingKey) {}

    /** One system. */
    sealed interface Connection {

        /**
         * The org that holds the accounts.
         *
         * @param events host and port of what tells of changes, null where nobody listens
         */
        record Salesforce(String url, String clientId, SignIn signIn, @Nullable String events)
                implements Connection {}

        /**
         * A helpdesk.
         *
         * @param exportCallsPerMinute null for the vendor's usual limit
         */
        record Zendesk(
                String url,
                String clientId,
                Secret clientSecret,
                @Nullable Integer exportCallsPerMinute)
                implements Connection {}

        /**
         * A database.
         *
         * @param user null where it asks for none
         * @param password null where it asks for none
         */
        record Jdbc(String url, @Nullable String user, @Nullable Secret password)
                implements Connection {}

        /** CSV files by the stream they make; a stream may have none yet. */
        record Files(SortedMap<String, List<Path>> files) implements Connection {}
    }

    /** The connections that hold accounts, which one daemon at a time works on. */
    String crms() {
        return connections.entrySet().stream()
                .filter(each -> each.getValue() instanceof Connection.Salesforce)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining("+"));
    }

    Path database() {
        return state.resolve("state.db");
    }
}

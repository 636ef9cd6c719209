package dev.baton.sandbox;

import dev.baton.sandbox.demo.DemoCommand;
import dev.baton.sandbox.host.Host;
import dev.baton.sandbox.salesforce.SalesforceVendor;
import dev.baton.sandbox.salesforce.events.EventServer;
import dev.baton.sandbox.zendesk.ZendeskVendor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * A running sandbox: loaded exports behind a listening port, and a configuration that points Baton
 * at it.
 */
public final class Sandbox implements AutoCloseable {
    /** The port is known only once the world is built; until then no client can ask. */
    private static final String UNTIL_BOUND = "http://127.0.0.1";

    private final Host host;
    private final Idleness idleness;
    private final @Nullable EventServer events;

    private Sandbox(Host host, Idleness idleness, @Nullable EventServer events) {
        this.host = host;
        this.idleness = idleness;
        this.events = events;
    }

    /** Runs the command line; while the sandbox serves, only a signal ends the process. */
    public static void main(String[] args) {
        int code =
                args.length > 0 && args[0].equals("demo")
                        ? demo(Arrays.copyOfRange(args, 1, args.length))
                        : SandboxCommand.commandLine(System.out, System.err).execute(args);
        if (code != CommandLine.ExitCode.OK) {
            System.exit(code);
        }
    }

    /** Invents the data itself, and ends while a sandbox of its own goes on. */
    private static int demo(String[] args) {
        return DemoCommand.commandLine(System.out, System.err).execute(args);
    }

    /**
     * Loads the exports, listens, and only then writes the configuration.
     *
     * @throws DataException when an export or a scenario cannot be served
     * @throws UnknownObjectException when no such object's changes can be told
     * @throws IOException when the port or the configuration file cannot be had
     */
    static Sandbox start(Settings settings) throws IOException {
        var clock = new SandboxClock(settings.asOf());
        var log = new RequestLog();
        SalesforceVendor salesforce =
                SalesforceVendor.open(settings.data(), settings.orgPackage(), clock, UNTIL_BOUND);
        settings.jwtKeys().forEach(file -> salesforce.trust(TrustedKey.read(file)));
        ZendeskVendor zendesk =
                ZendeskVendor.open(
                        settings.data(),
                        clock,
                        InstantSource.system(),
                        new ZendeskVendor.Limits(
                                settings.exportCallsPerMinute(), settings.callsPerMinute()));
        var scenarios = new ScenarioControl(salesforce);
        Path scenario = settings.scenario();
        if (scenario != null) {
            scenarios.play(scenario);
        }
        var eventControl = new EventControl(salesforce);
        var control =
                new ControlPlane(
                        clock,
                        log,
                        salesforce::records,
                        salesforce::openSession,
                        scenarios::handle,
                        eventControl::handle,
                        salesforce::advanced);
        var world = new World(clock, List.of(salesforce, zendesk), log, control);
        var idleness = new Idleness(world);
        Host host = settings.server().open(settings.port(), idleness);
        EventServer events = null;
        try {
            events = events(settings.changeEvents(), salesforce);
            salesforce.instanceUrl(host.url());
            zendesk.instanceUrl(host.url());
            configFile(settings, host.url(), events).write(settings.configOut());
        } catch (IOException | RuntimeException e) {
            host.close();
            if (events != null) {
                events.close();
            }
            throw e;
        }
        return new Sandbox(host, idleness, events);
    }

    private static @Nullable EventServer events(List<String> objects, SalesforceVendor salesforce)
            throws IOException {
        List<String> unknown = salesforce.events().enable(objects);
        if (!unknown.isEmpty()) {
            throw new UnknownObjectException("--change-events", unknown.getFirst());
        }
        return objects.isEmpty() ? null : salesforce.serveEvents(0);
    }

    private static ConfigFile configFile(
            Settings settings, String url, @Nullable EventServer events) {
        List<Path> usage =
                settings.data().stream()
                        .map(
                                directory ->
                                        directory.resolve("usage.csv").toAbsolutePath().normalize())
                        .filter(Files::exists)
                        .toList();
        Path mappings = settings.mappings().toAbsolutePath().normalize();
        return new ConfigFile(
                url,
                events == null ? null : events.address(),
                mappings,
                usage,
                settings.exportCallsPerMinute());
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        return host.url();
    }

    /** For how long, in real time, nobody has asked anything. */
    Duration idle() {
        return idleness.length();
    }

    @Override
    public void close() {
        host.close();
        if (events != null) {
            events.close();
        }
    }
}

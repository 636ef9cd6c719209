package dev.baton.app;

import dev.baton.app.events.Hearing;
import dev.baton.crm.salesforce.OrgApi;
import dev.baton.crm.salesforce.install.Automation;
import dev.baton.crm.salesforce.install.Component;
import dev.baton.crm.salesforce.install.OrgPackage;
import dev.baton.engine.Check;
import dev.baton.http.Seams;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.TaskOutputs;
import dev.baton.port.AdapterException;
import dev.baton.port.CallRecord;
import dev.baton.port.ChangeFeed;
import dev.baton.port.Finding;
import dev.baton.port.Secret;
import dev.baton.port.StreamRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says everything that is wrong, at once. */
@Command(
        name = "check",
        description =
                "Says everything that is wrong, at once: configuration, mappings, systems, rights.")
final class CheckCommand extends BatonCommand {
    @Option(names = "--offline", description = "Files only.")
    boolean offline;

    @Option(
            names = "--for-admin",
            description =
                    "Prints one page for the org's administrator instead: what Baton needs, reads and writes. Asks no system.")
    boolean forAdmin;

    @Option(
            names = "--admin-token-file",
            paramLabel = "FILE",
            description =
                    AdminToken.DESCRIPTION + " Lists the automation that our writes would wake.")
    @Nullable Path adminTokenFile;

    private final List<Finding> findings = new ArrayList<>();
    private boolean unavailable;

    CheckCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) {
        if (forAdmin) {
            Config config = config();
            String page = new AdminPage(config, mappings(config.mappings())).text();
            if (!output.json(new Documents.Page(page))) {
                output.line(page.stripTrailing());
            }
            return Exit.DONE;
        }
        switch (ConfigReader.read(configFile())) {
            case ConfigReader.Read.Bad bad -> findings.addAll(bad.problems());
            case ConfigReader.Read.Good good -> {
                files(good.config());
            }
        }
        Findings.tell(output, findings, verdict());
        return !Findings.anyError(findings)
                ? Exit.DONE
                : unavailable ? Exit.UNAVAILABLE : Exit.USAGE;
    }

    private String verdict() {
        return findings.isEmpty()
                ? "No problem found" + (offline ? " in the files." : ".")
                : findings.size()
                        + " problems, "
                        + findings.stream()
                                .filter(f -> f.severity() == Finding.Severity.ERROR)
                                .count()
                        + " of them errors.";
    }

    private void files(Config config) {
        switch (Mappings.load(config.mappings())) {
            case Mappings.Loaded.Bad bad -> findings.addAll(bad.problems());
            case Mappings.Loaded.Good good -> {
                findings.addAll(good.warnings());
                if (offline) {
                    localFiles(config, good.mappings());
                } else {
                    systems(config, good.mappings());
                }
            }
        }
    }

    private void localFiles(Config config, Mappings mappings) {
        try (Systems systems = Systems.openFiles(config, mappings)) {
            systems.sources()
                    .forEach(
                            (name, source) ->
                                    add(name, () -> source.check(Check.requests(mappings, name))));
        } catch (Stop stop) {
            stopped(config, stop);
        }
    }

    /** What is found, or how finding it failed. */
    private void add(String connection, Looking looking) {
        try {
            findings.addAll(looking.findings());
        } catch (AdapterException e) {
            failed(connection, e);
        }
    }

    private interface Looking {
        List<Finding> findings() throws AdapterException;
    }

    /**
     * The few calls of a check are not remembered in the day's: that would take the state's lease,
     * and a check must be possible beside a running daemon.
     */
    private void systems(Config config, Mappings mappings) {
        try (Systems systems =
                Systems.open(config, mappings, Seams.real(), unused -> CallRecord.ofThisRun())) {
            var check = new Check(mappings, systems.sources(), systems.sink(mappings.crm()));
            for (String connection : mappings.connections().keySet()) {
                add(connection, () -> check.connection(connection));
                add(connection, () -> untold(config, mappings, connection));
            }
            Secret token = AdminToken.given(adminTokenFile);
            if (token != null) {
                add(mappings.crm(), () -> automation(config, mappings, token));
            }
        } catch (Stop stop) {
            stopped(config, stop);
        }
    }

    private static List<Finding> automation(Config config, Mappings mappings, Secret token)
            throws AdapterException {
        var written = new ArrayList<String>(mappings.outputs().shared().keySet());
        TaskOutputs tasks = mappings.outputs().tasks();
        if (tasks != null) {
            written.add(tasks.object());
        }
        try (OrgApi admin = OrgApi.as(token, Org.of(config).url(), Seams.real())) {
            Set<Component.Id> ours = OrgPackage.shipped().byId().keySet();
            return Automation.findings(admin, written, ours);
        }
    }

    /** The streams that no change event tells of, where the configuration wants to hear them. */
    private static List<Finding> untold(Config config, Mappings mappings, String connection)
            throws AdapterException {
        Optional<Hearing.Told> told = Feeds.open(config, mappings, connection, Seams.real());
        if (told.isEmpty()) {
            return List.of();
        }
        try (ChangeFeed feed = told.get().feed()) {
            return feed.check(told.get().requests().stream().map(StreamRequest::stream).toList());
        }
    }

    private void stopped(Config config, Stop stop) {
        findings.add(
                Finding.error(
                        config.file().toString(),
                        String.valueOf(stop.getMessage()),
                        "mend the configuration"));
    }

    private void failed(String connection, AdapterException failure) {
        unavailable |= Stop.exitFor(failure.category()) == Exit.UNAVAILABLE;
        findings.add(
                Finding.error(
                        connection, String.valueOf(failure.getMessage()), fix(failure.category())));
    }

    private static String fix(AdapterException.Category category) {
        return switch (category) {
            case CREDENTIALS -> "check the connection's url, client_id and client_secret";
            case PERMISSION -> "give our user the right it lacks";
            case UNAVAILABLE ->
                    "check the url, and that the system is up and can be reached from here";
            case THROTTLED, BUDGET -> "wait until the system allows more calls";
            case BAD_REQUEST -> "check the mapping's objects and fields";
            case EXPIRED_CURSOR, OUTCOME_UNKNOWN -> "run it again";
        };
    }
}

package dev.baton.app;

import dev.baton.core.plan.Brake;
import dev.baton.engine.store.PostgresServer;
import dev.baton.http.OrgShare;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import dev.baton.mappings.yaml.Shape;
import dev.baton.mappings.yaml.YamlReader;
import dev.baton.port.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads a configuration strictly: every mistake at once, each with file, line and what to do. */
final class ConfigReader {
    private static final Shape ROOT =
            new Shape(
                    "a configuration",
                    List.of("mappings", "connections"),
                    List.of("writes", "brake", "budget", "daemon", "alerts", "secrets", "state"));
    private static final String PERCENT = "(100|[0-9]{1,2})(\\.[0-9]+)?%";
    private static final Shape BUDGET =
            new Shape("the budget", List.of(), List.of("share", "stop_at"));
    private static final Shape BRAKE =
            new Shape(
                    "the brake", List.of(), List.of("max_band_changes", "at_least", "max_unknown"));

    private final Path file;
    private final Problems problems = new Problems();
    private final List<Finding> aboutSecrets = new ArrayList<>();
    private final Problems.InFile here;

    private ConfigReader(Path file) {
        this.file = file;
        this.here = problems.in(file.toString());
    }

    /** A configuration, or everything that is wrong with it. */
    sealed interface Read {
        record Good(Config config) implements Read {}

        record Bad(List<Finding> problems) implements Read {}
    }

    static Read read(Path file) {
        return new ConfigReader(file).read();
    }

    private Read read() {
        Config config = null;
        Node root = node(file, here, "make one with `baton sandbox`, or name yours with --config");
        Section section = root == null ? null : Section.open(root, ROOT, here);
        if (section != null) {
            config = config(section);
        }
        var all = new ArrayList<>(problems.errors());
        all.addAll(aboutSecrets);
        return config == null || !all.isEmpty() ? new Read.Bad(all) : new Read.Good(config);
    }

    static @Nullable Node node(Path path, Problems.InFile place, String ifMissing) {
        try {
            return YamlReader.read(Files.readString(path), place);
        } catch (IOException e) {
            place.error(
                    Position.START,
                    Files.exists(path)
                            ? "the file cannot be read as UTF-8 text"
                            : "there is no such file",
                    ifMissing);
            return null;
        }
    }

    private @Nullable Config config(Section section) {
        String mappings = section.text("mappings");
        String secretsFile = section.text("secrets");
        Secrets secrets =
                Secrets.read(
                        secretsFile == null ? null : beside(secretsFile), secretNames(section));
        aboutSecrets.addAll(secrets.problems());
        SortedMap<String, Config.Connection> connections =
                new ConnectionReader(here, this::beside, secrets.byConnection()).read(section);
        Config.Writes writes = writes(section);
        Brake brake = brake(section);
        OrgShare.Limits budget = budget(section);
        Config.Daemon daemon = new DaemonReader(here).read(section);
        Config.Webhook alerts = new AlertsReader(here, secrets.byConnection()).read(section);
        Path state = state(section);
        PostgresServer shared =
                SharedStateReader.isShared(section)
                        ? new SharedStateReader(here)
                                .read(section, secrets.byConnection().get(SharedStateReader.NAME))
                        : null;
        return mappings == null
                ? null
                : new Config(
                        file,
                        beside(mappings),
                        writes,
                        brake,
                        budget,
                        daemon,
                        alerts,
                        connections,
                        state,
                        shared);
    }

    private Path beside(String path) {
        return file.toAbsolutePath().resolveSibling(path).normalize();
    }

    private Path state(Section section) {
        String given = SharedStateReader.isShared(section) ? null : section.text("state");
        return beside(given == null ? file.getFileName() + ".state" : given);
    }

    /** Preview unless it says otherwise: nothing is written before someone has seen the diff. */
    private Config.Writes writes(Section section) {
        String word = section.has("writes") ? section.text("writes") : "preview";
        if (word != null && !List.of("on", "preview").contains(word)) {
            here.error(
                    section.at("writes"),
                    "writes is neither on nor preview",
                    "write on or preview");
        }
        return "on".equals(word) ? Config.Writes.ON : Config.Writes.PREVIEW;
    }

    private Brake brake(Section section) {
        Section brake = section.section("brake", BRAKE);
        return brake == null
                ? Brake.STANDARD
                : new Brake(
                        atLeast(brake),
                        ofAccounts(brake, "max_band_changes", Brake.STANDARD.share()),
                        ofAccounts(brake, "max_unknown", Brake.STANDARD.mostUnknown()));
    }

    private double ofAccounts(Section brake, String name, double usual) {
        String share = brake.text(name);
        if (share == null) {
            return usual;
        }
        if (!share.matches(PERCENT) || percent(share) > 1) {
            here.error(
                    brake.at(name),
                    "expected a share of accounts, 0% to 100%",
                    "write for example " + Math.round(100 * usual) + "%");
            return usual;
        }
        return percent(share);
    }

    private int atLeast(Section brake) {
        Double number = brake.number("at_least");
        if (number == null) {
            return Brake.STANDARD.least();
        }
        if (number < 0 || number > 1_000_000 || number != Math.rint(number)) {
            here.error(
                    brake.at("at_least"),
                    "expected a number of accounts that may always change band",
                    "write for example 10");
            return Brake.STANDARD.least();
        }
        return number.intValue();
    }

    private OrgShare.Limits budget(Section root) {
        OrgShare.Limits usual = Config.USUAL_BUDGET;
        Section section = root.section("budget", BUDGET);
        return section == null
                ? usual
                : new OrgShare.Limits(
                        share(section, "share", usual.ownShare()),
                        share(section, "stop_at", usual.stopAt()));
    }

    private double share(Section section, String name, double usual) {
        String text = section.has(name) ? section.text(name) : null;
        if (text == null) {
            return usual;
        }
        if (!text.matches(PERCENT) || percent(text) > 1 || percent(text) <= 0) {
            here.error(
                    section.at(name),
                    "expected a share of the org's daily calls, above 0% and at most 100%",
                    "write for example %.0f%%".formatted(usual * 100));
            return usual;
        }
        return percent(text);
    }

    private static double percent(String text) {
        return Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
    }

    /** Of the connections, and of a state that is no folder. */
    private static List<String> secretNames(Section section) {
        var names = new ArrayList<String>();
        if (section.node("connections") instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entry -> names.add(entry.name()));
        }
        if (SharedStateReader.isShared(section)) {
            names.add(SharedStateReader.NAME);
        }
        names.add(AlertsReader.NAME);
        return names;
    }
}

package dev.baton.app;

import dev.baton.crm.salesforce.JwtKey;
import dev.baton.crm.salesforce.OrgApi;
import dev.baton.crm.salesforce.SignIn;
import dev.baton.crm.salesforce.install.OrgFacts;
import dev.baton.crm.salesforce.survey.AccountSurvey;
import dev.baton.crm.salesforce.survey.Organisations;
import dev.baton.crm.salesforce.survey.Proposals;
import dev.baton.helpdesk.zendesk.ZendeskSettings;
import dev.baton.port.AdapterException;
import dev.baton.port.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the configuration and the mapping that somebody begins with. */
@Command(
        name = "init",
        description =
                "Looks at the org and the helpdesk, proposes which fields mean what, and writes a configuration and a mapping folder to begin with. Changes nothing in either.")
final class InitCommand extends BatonCommand {
    private static final String CRM = "crm";
    private static final String HELPDESK = "helpdesk";

    @Mixin private final Choices choices = new Choices();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The org's My Domain: https://acme.my.salesforce.com.")
    @Nullable String url;

    @Option(
            names = "--client-id",
            paramLabel = "KEY",
            description = "Consumer key of the External Client App.")
    @Nullable String clientId;

    @Option(
            names = "--user",
            paramLabel = "USERNAME",
            description = "Signs in by JWT bearer as this user, instead of by a client secret.")
    @Nullable String user;

    @Option(
            names = "--private-key-file",
            paramLabel = "FILE",
            description = "Private key of the JWT bearer flow, PEM.")
    @Nullable Path privateKeyFile;

    @Option(
            names = "--helpdesk-url",
            paramLabel = "URL",
            description = "https://acme.zendesk.com; without it the CRM's cases count as tickets.")
    @Nullable String helpdeskUrl;

    @Option(
            names = "--helpdesk-client-id",
            paramLabel = "ID",
            description = "OAuth client of the helpdesk.")
    @Nullable String helpdeskClientId;

    @Option(
            names = "--mappings",
            paramLabel = "DIR",
            description = "Where the mapping goes (default: mapping, beside the configuration).")
    @Nullable Path mappings;

    @Option(
            names = "--production",
            description = "The org is the one that people work in, and that is meant.")
    boolean production;

    @Option(names = "--force", description = "Writes over what is there.")
    boolean force;

    InitCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) throws Exception {
        Path config = configFile().toAbsolutePath();
        Path folder =
                mappings == null ? config.resolveSibling("mapping") : mappings.toAbsolutePath();
        free(config, folder);
        Dialog dialog = Dialog.ofTerminal();
        ask(dialog);
        var secretFile = config.resolveSibling(config.getFileName() + ".secrets");
        Map<String, Secret> secrets = secrets(secretFile);
        Proposals proposals = proposals(secrets, output);
        choices.complete(proposals, dialog, helpdeskUrl != null);
        write(config, folder, Files.exists(secretFile) ? secretFile : null);
        check(folder);
        if (!output.json(new InitJson(config.toString(), folder.toString(), proposals))) {
            ProposalText.lines(proposals).forEach(output::line);
            output.line("wrote " + config + " and " + folder + "; go on with: baton check");
        }
        return Exit.DONE;
    }

    private void free(Path config, Path folder) {
        for (Path each : List.of(config, folder)) {
            if (Files.exists(each) && !force) {
                throw new Stop(
                        Exit.USAGE,
                        each
                                + ": is there already — name another one, or add --force to write over it");
            }
        }
    }

    /** What nobody can propose. */
    private void ask(@Nullable Dialog dialog) throws IOException {
        var missing = new ArrayList<String>();
        if (url == null) {
            url = dialog == null ? miss(missing, "--url") : dialog.ask("The org's My Domain", "");
        }
        if (clientId == null) {
            clientId =
                    dialog == null
                            ? miss(missing, "--client-id")
                            : dialog.ask("Consumer key of the External Client App", "");
        }
        if (helpdeskUrl == null && dialog != null) {
            helpdeskUrl = Choices.used(dialog.ask("The helpdesk's address", Choices.NONE));
        }
        if (helpdeskUrl != null && helpdeskClientId == null) {
            helpdeskClientId =
                    dialog == null
                            ? miss(missing, "--helpdesk-client-id")
                            : dialog.ask("OAuth client of the helpdesk", "");
        }
        if (!missing.isEmpty()) {
            throw new Stop(
                    Exit.USAGE, "nobody can be asked here: add " + String.join(", ", missing));
        }
    }

    private static @Nullable String miss(List<String> missing, String flag) {
        missing.add(flag);
        return null;
    }

    /** As every later run will find them; they are never asked for and never written by us. */
    private Map<String, Secret> secrets(Path file) {
        Secrets found = Secrets.read(Files.exists(file) ? file : null, List.of(CRM, HELPDESK));
        if (!found.problems().isEmpty()) {
            throw Stop.of(found.problems());
        }
        var missing = new ArrayList<String>();
        if (!found.byConnection().containsKey(CRM) && privateKeyFile == null) {
            missing.add(
                    Secrets.variable(
                            CRM, user == null ? Secrets.CLIENT_SECRET : Secrets.PRIVATE_KEY));
        }
        if (helpdeskUrl != null && !found.byConnection().containsKey(HELPDESK)) {
            missing.add(Secrets.variable(HELPDESK, Secrets.CLIENT_SECRET));
        }
        if (!missing.isEmpty()) {
            throw new Stop(
                    Exit.USAGE,
                    "a secret is missing: put it into "
                            + file
                            + " (chmod 600) as CONNECTION: {client_secret: \"…\"}, or into the environment as "
                            + String.join(", ", missing));
        }
        return found.byConnection();
    }

    private Proposals proposals(Map<String, Secret> secrets, Output output)
            throws AdapterException, IOException {
        Organisations organisations = Organisations.NONE;
        if (helpdeskUrl != null && helpdeskClientId != null) {
            output.note("looking at the helpdesk's organisations …");
            organisations = HelpdeskSample.of(helpdesk(helpdeskUrl, helpdeskClientId, secrets));
        }
        output.note("looking at the org's accounts …");
        var salesforce =
                new Config.Connection.Salesforce(
                        Objects.requireNonNull(url),
                        Objects.requireNonNull(clientId),
                        signIn(secrets.get(CRM)),
                        null);
        try (OrgApi own = new Org(CRM, salesforce).signedIn()) {
            OrgAccess.guarded(OrgFacts.of(own), production);
            return AccountSurvey.propose(own, organisations);
        }
    }

    private static ZendeskSettings helpdesk(
            String url, String clientId, Map<String, Secret> secrets) {
        try {
            return ZendeskSettings.of(url, clientId, Objects.requireNonNull(secrets.get(HELPDESK)));
        } catch (IllegalArgumentException e) {
            throw new Stop(Exit.USAGE, "--helpdesk-url: " + e.getMessage());
        }
    }

    private SignIn signIn(@Nullable Secret secret) throws IOException {
        if (user == null) {
            return new SignIn.ClientCredentials(Objects.requireNonNull(secret));
        }
        try {
            if (privateKeyFile != null && Credentials.othersMayRead(privateKeyFile)) {
                throw new IllegalArgumentException(
                        "other users of this machine can read it; run: chmod 600 "
                                + privateKeyFile);
            }
            Secret pem =
                    privateKeyFile == null
                            ? Objects.requireNonNull(secret)
                            : new Secret(Files.readString(privateKeyFile));
            return new SignIn.JwtBearer(user, JwtKey.of(pem));
        } catch (IllegalArgumentException e) {
            throw new Stop(Exit.USAGE, "the private key: " + e.getMessage());
        }
    }

    private void write(Path config, Path folder, @Nullable Path secretFile) throws IOException {
        Path base = config.resolveSibling(".");
        var start =
                new StartingConfig(
                        relative(base, folder),
                        Objects.requireNonNull(url),
                        Objects.requireNonNull(clientId),
                        user,
                        privateKeyFile == null ? null : privateKeyFile.toAbsolutePath(),
                        helpdeskUrl,
                        helpdeskClientId,
                        secretFile == null ? null : secretFile.getFileName().toString());
        SortedMap<String, String> files = new StartingFolder(shipped(), choices).files();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.resolveSibling("."));
            Files.writeString(target, file.getValue());
        }
        Files.createDirectories(base);
        Files.writeString(config, start.text());
    }

    private Path shipped() {
        String home = System.getProperty("baton.home", "");
        Path examples = Path.of(home).resolve("mappings/examples");
        if (home.isBlank() || !Files.isDirectory(examples)) {
            throw new Stop(
                    Exit.USAGE,
                    "Baton's folder was not found; start through ./baton or with -Dbaton.home=DIR");
        }
        return examples.resolve(helpdeskUrl == null ? "crm" : "helpdesk");
    }

    private static String relative(Path base, Path folder) {
        Path from = base.normalize();
        return folder.startsWith(from) ? from.relativize(folder).toString() : folder.toString();
    }

    /** A condition that a person typed may be wrong; the files stay, and are told. */
    private static void check(Path folder) {
        mappings(folder);
    }

    /** What was looked at and written. */
    record InitJson(String config, String mappings, Proposals proposals) {}
}

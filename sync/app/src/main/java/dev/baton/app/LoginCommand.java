package dev.baton.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.crm.salesforce.OrgApi;
import dev.baton.crm.salesforce.SignIn;
import dev.baton.crm.salesforce.install.OrgFacts;
import dev.baton.port.AdapterException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries the sign-in. */
@Command(
        name = "login",
        description = "Tries to sign in to the org as Baton will, and says as whom it is let in.")
final class LoginCommand extends BatonCommand {
    private static final String HELP = "external-client-app.md";

    @Option(
            names = "--help-app",
            description = "Tells the org's administrator which clicks let Baton in.")
    boolean helpApp;

    LoginCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) throws Exception {
        if (helpApp) {
            String page = help();
            if (!output.json(new Documents.Page(page))) {
                output.line(page.stripTrailing());
            }
            return Exit.DONE;
        }
        Org org = Org.of(config());
        try (OrgApi own = org.signedIn()) {
            LoginJson told = told(org, own);
            if (!output.json(told)) {
                output.line(
                        "signed in to "
                                + told.org()
                                + " ("
                                + (told.production() ? "production" : "sandbox")
                                + ") as "
                                + told.user()
                                + ", by "
                                + told.auth());
            }
        }
        return Exit.DONE;
    }

    private static LoginJson told(Org org, OrgApi own) throws AdapterException {
        JsonNode user = own.user();
        OrgFacts facts = OrgFacts.of(own);
        String auth =
                switch (org.salesforce().signIn()) {
                    case SignIn.ClientCredentials secret -> SalesforceReader.CLIENT_CREDENTIALS;
                    case SignIn.JwtBearer bearer -> SalesforceReader.JWT;
                };
        return new LoginJson(
                facts.name(),
                facts.id(),
                facts.production(),
                user.path("preferred_username").asText(),
                user.path("user_id").asText(),
                auth);
    }

    private static String help() throws IOException {
        try (InputStream page = LoginCommand.class.getResourceAsStream(HELP)) {
            return new String(
                    Objects.requireNonNull(page, HELP).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whom the org let in. */
    record LoginJson(
            String org,
            String orgId,
            boolean production,
            String user,
            String userId,
            String auth) {}
}

package dev.baton.app;

import dev.baton.crm.salesforce.OrgApi;
import dev.baton.crm.salesforce.install.Manifest;
import dev.baton.crm.salesforce.install.OrgFacts;
import dev.baton.http.Seams;
import dev.baton.port.AdapterException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command needs that changes an org's setup. */
final class OrgAccess {
    @Option(names = "--admin-token-file", paramLabel = "FILE", description = AdminToken.DESCRIPTION)
    @Nullable Path adminTokenFile;

    @Option(
            names = "--production",
            description = "The org is the one that people work in, and that is meant.")
    boolean production;

    /** As the administrator. */
    OrgApi admin(Org org) {
        try {
            return OrgApi.as(AdminToken.required(adminTokenFile), org.url(), Seams.real());
        } catch (IllegalArgumentException e) {
            throw new Stop(Exit.USAGE, "connections." + org.connection() + ": " + e.getMessage());
        }
    }

    /** Which org it is; a stop where it is one that people work in and nobody said so. */
    OrgFacts facts(OrgApi org) throws AdapterException {
        return guarded(OrgFacts.of(org), production);
    }

    static OrgFacts guarded(OrgFacts facts, boolean production) {
        if (facts.production() && !production) {
            throw new Stop(
                    Exit.GUARD,
                    "the org "
                            + facts.name()
                            + " is no sandbox: people work in it — try a sandbox first, or add"
                            + " --production once its administrator has agreed");
        }
        return facts;
    }

    /** A list of what we made is of one org. */
    static Manifest ofThisOrg(Manifest manifest, OrgFacts facts, ManifestFile file) {
        if (!manifest.org().equals(facts.id())) {
            throw new Stop(
                    Exit.GUARD,
                    file.path()
                            + ": lists what Baton made in the org "
                            + manifest.org()
                            + ", and this is "
                            + facts.id()
                            + " — use the configuration of that org, or another one for this");
        }
        return manifest;
    }
}

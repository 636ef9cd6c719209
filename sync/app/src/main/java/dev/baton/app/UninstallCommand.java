package dev.baton.app;

import dev.baton.crm.salesforce.OrgApi;
import dev.baton.crm.salesforce.install.Manifest;
import dev.baton.crm.salesforce.install.OrgFacts;
import dev.baton.crm.salesforce.install.References;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes Baton's package out of the org. */
@Command(
        name = "uninstall",
        description =
                "Shows what would be taken out of the org and what people built on it; with --yes takes it out. Only what Baton made.")
final class UninstallCommand extends BatonCommand {
    @Mixin private final OrgAccess access = new OrgAccess();

    @Option(names = "--yes", description = "Does it.")
    boolean yes;

    @Option(
            names = "--anyway",
            description = "Also when people's own things refer to it, or people hold its rights.")
    boolean anyway;

    UninstallCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) throws Exception {
        Org org = Org.of(config());
        var file = new ManifestFile(configFile());
        Manifest listed =
                file.read()
                        .orElseThrow(
                                () ->
                                        new Stop(
                                                Exit.USAGE,
                                                file.path()
                                                        + ": there is no list of what Baton made in the org,"
                                                        + " so nothing can be taken out — install with"
                                                        + " --adopt first"));
        try (OrgApi admin = access.admin(org)) {
            OrgFacts facts = access.facts(admin);
            Manifest manifest = OrgAccess.ofThisOrg(listed, facts, file);
            var removal = new Removal(admin, file, output, manifest);
            removal.look();
            UninstallJson json = UninstallJson.of(facts, yes, manifest, removal);
            boolean stopped = removal.isStuck() && !anyway;
            if (yes && !stopped) {
                removal.carryOut();
            }
            if (!output.json(json)) {
                tell(output, json, removal, stopped);
            }
            return stopped ? Exit.GUARD : Exit.DONE;
        }
    }

    private void tell(Output output, UninstallJson json, Removal removal, boolean stopped) {
        json.components().forEach((type, count) -> output.line("  remove  " + count + " " + type));
        json.records()
                .forEach(
                        (what, count) ->
                                output.line(
                                        "  lose    what "
                                                + (count == null
                                                        ? what
                                                                + " hold; how many cannot be told:"
                                                                + " this admin does not see it"
                                                        : count + " " + what + " hold")));
        json.references().forEach(each -> output.line("  used    " + each));
        removal.holders().forEach(each -> output.line("  held    " + InstallText.told(each)));
        output.line(
                stopped
                        ? "Nothing was changed: people's own things hang on it. Undo that first, or add --anyway."
                        : yes
                                ? "Nothing of Baton is left in "
                                        + json.org()
                                        + " but what the vendor keeps in its recycle bin."
                                : "Nothing was changed; add --yes to do it.");
    }

    /** What an uninstallation does, or would do. */
    record UninstallJson(
            String org,
            String orgId,
            boolean done,
            SortedMap<String, Integer> components,
            SortedMap<String, @Nullable Long> records,
            List<String> references,
            List<String> holders) {
        static UninstallJson of(OrgFacts facts, boolean yes, Manifest manifest, Removal removal) {
            return new UninstallJson(
                    facts.name(),
                    facts.id(),
                    yes && !removal.isStuck(),
                    manifest.counts(),
                    removal.records(),
                    removal.references().stream().map(References.Reference::told).toList(),
                    removal.holders().stream().map(InstallText::told).toList());
        }
    }
}

package dev.baton.app;

import dev.baton.crm.salesforce.OrgApi;
import dev.baton.crm.salesforce.install.Assignment;
import dev.baton.crm.salesforce.install.GrantedRights;
import dev.baton.crm.salesforce.install.InstallPlan;
import dev.baton.crm.salesforce.install.Manifest;
import dev.baton.crm.salesforce.install.MetadataFormat;
import dev.baton.crm.salesforce.install.OrgFacts;
import dev.baton.crm.salesforce.install.OrgPackage;
import dev.baton.crm.salesforce.install.RightsProof;
import dev.baton.port.AdapterException;
import dev.baton.port.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts Baton's package into the org. */
@Command(
        name = "install",
        description =
                "Adds Baton's fields, objects and permission sets to the org, gives our user its rights, and proves them. Never removes anything.")
final class InstallCommand extends BatonCommand {
    @Mixin private final OrgAccess access = new OrgAccess();

    @Option(
            names = "--check-only",
            description = "Says what would be added and lets the org try it; changes nothing.")
    boolean checkOnly;

    @Option(
            names = "--export",
            paramLabel = "DIR",
            description =
                    "Writes the metadata for your own deployment pipeline, and does nothing else.")
    @Nullable Path export;

    @Option(
            names = "--languages",
            paramLabel = "LANGUAGE",
            split = ",",
            description = "Translations to add, as it,de; only those that are active in the org.")
    List<String> languages = List.of();

    @Option(
            names = "--dashboard",
            description =
                    "Adds the dashboard, too. Its figures are seen as the installing admin sees them.")
    boolean dashboard;

    @Option(
            names = "--csm",
            paramLabel = "USERNAME",
            split = ",",
            arity = "1..*",
            description = "Who may see the scores from the start: usernames.")
    List<String> csms = List.of();

    @Option(
            names = "--adopt",
            description =
                    "What the org has under our names was made by Baton, by hand or by a pipeline: take it over.")
    boolean adopt;

    InstallCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) throws Exception {
        OrgPackage pack = chosen();
        if (export != null) {
            return exported(output, pack, export);
        }
        Org org = Org.of(config());
        var file = new ManifestFile(configFile());
        try (OrgApi admin = access.admin(org);
                OrgApi own = org.signedIn()) {
            OrgFacts facts = access.facts(admin);
            if (dashboard) {
                String runner = admin.user().path("preferred_username").asText();
                pack = pack.replacing("BATON_DASHBOARD_RUNNING_USER", runner);
            }
            Manifest manifest =
                    file.read()
                            .map(each -> OrgAccess.ofThisOrg(each, facts, file))
                            .orElseGet(() -> Manifest.none(facts.id()));
            var rollout = new Rollout(admin, file, output);
            InstallPlan plan = rollout.plan(pack, manifest, adopt);
            List<Assignment> wanted = rollout.assignments(own, csms);
            return checkOnly
                    ? previewed(output, facts, plan, wanted)
                    : installed(output, facts, plan, rollout, wanted, pack, own);
        }
    }

    private OrgPackage chosen() {
        OrgPackage all = OrgPackage.shipped();
        SortedSet<String> known = all.languages();
        for (String language : languages) {
            if (!known.contains(language)) {
                throw new Stop(
                        Exit.USAGE,
                        "no translation into "
                                + language
                                + " — there are "
                                + String.join(", ", known));
            }
        }
        return all.chosen(new OrgPackage.Choice(new TreeSet<>(languages), dashboard));
    }

    private static Exit exported(Output output, OrgPackage pack, Path folder) throws IOException {
        Map<String, String> files = MetadataFormat.files(pack.components());
        if (Files.exists(folder)) {
            throw new Stop(Exit.USAGE, folder + ": is there already — name a folder that is not");
        }
        for (Map.Entry<String, String> each : files.entrySet()) {
            Path target = folder.resolve(each.getKey());
            Files.createDirectories(target.resolveSibling("."));
            Files.writeString(target, each.getValue());
        }
        if (!output.json(new ExportJson(folder.toString(), files.size()))) {
            output.line(
                    files.size()
                            + " files in "
                            + folder
                            + "; deploy them with: sf project deploy start --metadata-dir "
                            + folder);
        }
        return Exit.DONE;
    }

    private static Exit previewed(
            Output output, OrgFacts facts, InstallPlan plan, List<Assignment> wanted) {
        var json = InstallJson.of(facts, true, plan, wanted, 0, List.of());
        if (!output.json(json)) {
            InstallText.plan(plan).forEach(output::line);
            wanted.forEach(each -> output.line("  give    " + InstallText.told(each)));
            output.line(
                    plan.nothingToDo() && wanted.isEmpty()
                            ? "Nothing to do in " + facts.name() + "."
                            : facts.name() + " takes it. Nothing was changed.");
        }
        return Exit.DONE;
    }

    private static Exit installed(
            Output output,
            OrgFacts facts,
            InstallPlan plan,
            Rollout rollout,
            List<Assignment> wanted,
            OrgPackage pack,
            OrgApi own)
            throws AdapterException, InterruptedException {
        rollout.deploy(plan);
        rollout.give(wanted);
        GrantedRights granted = GrantedRights.of(pack, Rollout.INTEGRATION);
        List<Finding> wrong =
                RightsProof.findings(granted, own, rollout.admin(), rollout.userOf(own));
        var json = InstallJson.of(facts, false, plan, wanted, RightsProof.count(granted), wrong);
        if (!output.json(json)) {
            InstallText.plan(plan).forEach(output::line);
            wanted.forEach(each -> output.line("  gave    " + InstallText.told(each)));
            wrong.forEach(each -> output.line("error  " + Findings.told(each)));
            output.line(verdict(facts, plan, wanted, granted, wrong));
        }
        return wrong.isEmpty() ? Exit.DONE : Exit.USAGE;
    }

    private static String verdict(
            OrgFacts facts,
            InstallPlan plan,
            List<Assignment> wanted,
            GrantedRights granted,
            List<Finding> wrong) {
        if (!wrong.isEmpty()) {
            return "Installed, but "
                    + wrong.size()
                    + " rights of our user are not as they must be; mend them and run it again.";
        }
        String rights =
                RightsProof.count(granted) + " rights of our user were looked at, and are right.";
        return plan.nothingToDo() && wanted.isEmpty()
                ? "Nothing to do in " + facts.name() + ": all is there. " + rights
                : "Installed in " + facts.name() + ". " + rights;
    }

    record ExportJson(String folder, int files) {}

    /** What an installation does, or would do. */
    record InstallJson(
            String org,
            String orgId,
            boolean checkOnly,
            boolean nothingToDo,
            List<String> added,
            List<String> renewed,
            int same,
            List<String> given,
            int rightsLookedAt,
            List<Findings.Problem> problems) {
        static InstallJson of(
                OrgFacts facts,
                boolean checkOnly,
                InstallPlan plan,
                List<Assignment> given,
                int rights,
                List<Finding> wrong) {
            var told = new ArrayList<String>();
            given.forEach(each -> told.add(InstallText.told(each)));
            return new InstallJson(
                    facts.name(),
                    facts.id(),
                    checkOnly,
                    plan.nothingToDo() && given.isEmpty(),
                    InstallPlan.names(plan.added()),
                    InstallPlan.names(plan.renewed()),
                    plan.same().size(),
                    told,
                    rights,
                    wrong.stream().map(Findings.Problem::of).toList());
        }
    }
}

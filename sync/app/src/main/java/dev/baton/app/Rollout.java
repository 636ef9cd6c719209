package dev.baton.app;

import dev.baton.crm.salesforce.OrgApi;
import dev.baton.crm.salesforce.install.Assignment;
import dev.baton.crm.salesforce.install.Assignments;
import dev.baton.crm.salesforce.install.Component;
import dev.baton.crm.salesforce.install.Deployment;
import dev.baton.crm.salesforce.install.Deployments;
import dev.baton.crm.salesforce.install.InstallPlan;
import dev.baton.crm.salesforce.install.Manifest;
import dev.baton.crm.salesforce.install.MetadataFormat;
import dev.baton.crm.salesforce.install.OrgContents;
import dev.baton.crm.salesforce.install.OrgPackage;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Carries an installation out, in steps that can be repeated. */
final class Rollout {
    static final String INTEGRATION = "Baton_Integration";
    static final String CSM = "Baton_CSM";
    static final String ADMIN = "Baton_Admin";
    private static final int SHOWN = 20;

    private final OrgApi admin;
    private final ManifestFile file;
    private final Output output;
    private final Assignments assignments;
    private final Deployments deployments;
    private @Nullable Manifest manifest;
    private int lastTold = -1;

    Rollout(OrgApi admin, ManifestFile file, Output output) {
        this.admin = admin;
        this.file = file;
        this.output = output;
        this.assignments = new Assignments(admin);
        this.deployments = new Deployments(admin, Thread::sleep);
    }

    OrgApi admin() {
        return admin;
    }

    String userOf(OrgApi session) throws AdapterException {
        return session.user().path("user_id").asText();
    }

    /**
     * What would be deployed, tried by the org. A stop where it holds something of our name that we
     * did not make.
     */
    InstallPlan plan(OrgPackage pack, Manifest known, boolean adopt)
            throws AdapterException, InterruptedException {
        NavigableSet<Component.Id> there =
                new TreeSet<>(OrgContents.of(admin, pack.byId().keySet()).ids().keySet());
        known.components().keySet().stream()
                .filter(id -> !OrgContents.canBeLookedUp(id))
                .forEach(there::add);
        Manifest now = known;
        InstallPlan plan = InstallPlan.of(pack, there, now);
        if (adopt) {
            now = now.adopting(plan.collisions());
            plan = InstallPlan.of(pack, there, now);
        }
        refuse(plan.collisions());
        if (!plan.nothingToDo()) {
            Deployment tried =
                    deployments.validate(MetadataFormat.files(plan.deployed()), each -> {});
            succeeded(tried, "would not go in, and nothing was changed");
            there.addAll(foundBy(tried, plan));
            if (adopt) {
                now = now.adopting(InstallPlan.of(pack, there, now).collisions());
            }
            plan = InstallPlan.of(pack, there, now);
            refuse(plan.collisions());
        }
        manifest = now;
        return plan;
    }

    /** What the plan took for new, and the org would not have to create. */
    private static Set<Component.Id> foundBy(Deployment tried, InstallPlan plan) {
        Set<Component.Id> added = new HashSet<>();
        plan.added().forEach(each -> added.add(each.id()));
        var found = new HashSet<Component.Id>();
        for (Deployment.Outcome outcome : tried.outcomes()) {
            if (!outcome.created() && added.contains(outcome.id())) {
                found.add(outcome.id());
            }
        }
        return found;
    }

    private static void refuse(List<Component> collisions) {
        if (!collisions.isEmpty()) {
            throw new Stop(
                    Exit.GUARD,
                    "the org has these already, and not from Baton as far as is known here: "
                            + shown(InstallPlan.names(collisions))
                            + " — rename or remove them; if Baton's package was put there by hand or by"
                            + " a pipeline, add --adopt");
        }
    }

    private static String shown(List<String> names) {
        int most = Math.min(SHOWN, names.size());
        String some = String.join(", ", names.subList(0, most));
        return most == names.size() ? some : some + " and " + (names.size() - most) + " more";
    }

    /** Written down before it happens, and after it. */
    void deploy(InstallPlan plan) throws AdapterException, InterruptedException {
        Manifest before = known();
        if (!plan.nothingToDo()) {
            keep(before.intending(plan.deployed()));
            Deployment end =
                    deployments.deploy(MetadataFormat.files(plan.deployed()), this::progress);
            if (!end.success()) {
                keep(before);
            }
            succeeded(end, "was refused as a whole, and nothing was changed");
        }
        keep(known().finished());
    }

    private void progress(Deployment now) {
        if (now.deployed() != lastTold && now.total() > 0) {
            lastTold = now.deployed();
            output.note("deploying: " + now.deployed() + " of " + now.total());
        }
    }

    private static void succeeded(Deployment end, String what) {
        if (!end.success()) {
            List<String> problems =
                    end.failures().stream().map(Deployment.Failure::told).distinct().toList();
            throw new Stop(
                    Exit.GUARD,
                    "the package "
                            + what
                            + " (deployment "
                            + end.id()
                            + ", "
                            + end.status()
                            + "): "
                            + shown(problems));
        }
    }

    /** The rights that are still to be given, in the order in which they can be. */
    List<Assignment> assignments(OrgApi own, List<String> csms) throws AdapterException {
        var wanted = new ArrayList<Assignment>();
        String user = userOf(own);
        if (assignments.exists(Assignment.Kind.LICENCE, Assignments.INTEGRATION_LICENCE)) {
            wanted.add(
                    new Assignment(Assignment.Kind.LICENCE, Assignments.INTEGRATION_LICENCE, user));
        }
        wanted.add(new Assignment(Assignment.Kind.PERMISSION_SET, INTEGRATION, user));
        for (String name : csms) {
            String csm =
                    assignments
                            .user(name)
                            .orElseThrow(
                                    () ->
                                            new Stop(
                                                    Exit.USAGE,
                                                    "no active user has the username " + name));
            wanted.add(new Assignment(Assignment.Kind.PERMISSION_SET, CSM, csm));
        }
        wanted.add(new Assignment(Assignment.Kind.PERMISSION_SET, ADMIN, userOf(admin)));
        var missing = new ArrayList<Assignment>();
        for (Assignment each : wanted) {
            if (!assignments.isGiven(each)) {
                missing.add(each);
            }
        }
        return missing;
    }

    /** Gives them; each is written down first. */
    void give(List<Assignment> wanted) throws AdapterException {
        for (Assignment each : wanted) {
            keep(known().with(each));
            try {
                assignments.give(each);
            } catch (AdapterException e) {
                keep(known().without(each));
                if (each.kind() != Assignment.Kind.LICENCE
                        || e.category() != Category.BAD_REQUEST) {
                    throw e;
                }
                output.note(
                        "the permission-set licence does not fit our user's licence, and is left out ("
                                + e.code()
                                + "); whether it is needed shows below");
            }
        }
    }

    private Manifest known() {
        if (manifest == null) {
            throw new IllegalStateException("planned first");
        }
        return manifest;
    }

    private void keep(Manifest now) {
        manifest = now;
        file.write(now);
    }
}

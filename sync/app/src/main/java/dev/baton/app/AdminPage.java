package dev.baton.app;

import dev.baton.crm.salesforce.install.GrantedRights;
import dev.baton.crm.salesforce.install.OrgPackage;
import dev.baton.mappings.MappedStream;
import dev.baton.mappings.Mappings;
import dev.baton.mappings.TaskOutputs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** One page for the org's administrator, from the files alone. In Markdown. */
final class AdminPage {
    private final Config config;
    private final Mappings mappings;
    private final Org org;
    private final StringBuilder page = new StringBuilder();

    AdminPage(Config config, Mappings mappings) {
        this.config = config;
        this.mappings = mappings;
        this.org = Org.of(config);
    }

    String text() {
        line("# Baton in " + org.url());
        line("");
        line(
                "Baton is a program that runs on our own machine. It reads accounts from this org and"
                        + " tickets from the helpdesk, works out how healthy each customer is, and writes"
                        + " score and reasons back into fields of its own. It sends nothing anywhere else."
                        + " This page is made from its configuration.");
        needs();
        reads();
        writes();
        calls();
        never();
        return page.toString();
    }

    private void needs() {
        heading("What it needs");
        OrgPackage pack =
                OrgPackage.shipped().chosen(new OrgPackage.Choice(new TreeSet<>(), false));
        item("Edition: Enterprise, Unlimited, Performance or Developer.");
        item(
                "Licence: one user licence Salesforce Integration (five are free with Enterprise and up).");
        item("Run-as user: profile Minimum Access - API Only Integrations; nobody signs in as it.");
        item(
                "Permission-set licence: Salesforce API Integration, given first; then the permission"
                        + " set Baton Integration. `baton install` gives both.");
        item(
                "App: an External Client App, scope api, by "
                        + (org.salesforce().signIn()
                                        instanceof dev.baton.crm.salesforce.SignIn.JwtBearer bearer
                                ? "JWT bearer, pre-authorised for " + bearer.user()
                                : "client credentials, run as that user")
                        + ". `baton login --help-app` has the clicks.");
        item(
                "Sharing: where accounts are Private or Public Read Only, an owner-based sharing rule"
                        + " (all internal users → a public group Baton Integration that holds the run-as"
                        + " user, Read/Write): View All only reads.");
        item(
                "Role: one above the customer success managers, if Baton is to close the tasks it"
                        + " opened for them and activities are not Controlled by Parent; else none.");
        item(
                "Added to the org, with nothing of yours replaced, no layout and no code (Apex): "
                        + InstallText.counted(pack.components())
                        + ". `baton install --check-only` lists each.");
    }

    private void reads() {
        heading("What it reads");
        for (MappedStream stream : mappings.streams()) {
            if (stream.connection().equals(mappings.crm())) {
                item(
                        stream.stream()
                                + ": "
                                + fields(stream.request().fields())
                                + (stream.hashed().isEmpty()
                                        ? ""
                                        : "; kept only as a keyed hash: "
                                                + fields(List.copyOf(stream.hashed()))));
            }
        }
        item(
                "Of the org: its name, time zone and fiscal year; names and states of users; its own rights.");
    }

    private void writes() {
        heading("What it writes");
        mappings.outputs()
                .shared()
                .forEach(
                        (object, fields) ->
                                item(
                                        object
                                                + ", updated by Id, only where a value changed: "
                                                + fields(fields)));
        TaskOutputs tasks = mappings.outputs().tasks();
        if (tasks != null) {
            item(
                    tasks.object()
                            + ", its own ones, known by "
                            + tasks.key()
                            + ": "
                            + fields(List.copyOf(tasks.fields().values())));
        }
        item(
                config.writes() == Config.Writes.PREVIEW
                        ? "At present nothing: the configuration says preview, and each plan is looked at"
                                + " before it is carried out."
                        : "By itself, on schedule: the configuration says writes: on.");
        item(
                "At most "
                        + percent(config.brake().share())
                        + " of the accounts (or "
                        + config.brake().least()
                        + ") may change band in one run; else a person has to approve. Every write can be"
                        + " undone.");
        item(
                "Your automation on these objects wakes as it does for everybody. To let it sleep: "
                        + "NOT($Permission.Baton_Integration). `baton check --admin-token-file FILE` lists"
                        + " what there is.");
    }

    /**
     * Each stream is asked for how far it is complete and for its changes; each object once for its
     * fields.
     */
    private void calls() {
        heading("How many calls");
        long streams =
                mappings.streams().stream()
                        .filter(stream -> stream.connection().equals(mappings.crm()))
                        .count();
        long each = 3 * streams + 3;
        long cycles = Duration.ofDays(1).dividedBy(config.daemon().schedule().every());
        item(
                "A run without changes takes about "
                        + each
                        + " calls; every "
                        + config.daemon().schedule().every().toMinutes()
                        + " minutes, that is some "
                        + each * cycles
                        + " a day. The first one reads a page of 2,000 records a call.");
        item(
                "Never more than "
                        + percent(config.budget().ownShare())
                        + " of the org's daily allowance, and none once "
                        + percent(config.budget().stopAt())
                        + " of it are used by everybody.");
    }

    private void never() {
        heading("What it never does");
        GrantedRights rights = GrantedRights.of(OrgPackage.shipped(), Rollout.INTEGRATION);
        var noDelete = new ArrayList<String>();
        rights.objects()
                .forEach(
                        (object, right) -> {
                            if (!right.delete()) {
                                noDelete.add(object);
                            }
                        });
        item(
                "Create an account or an opportunity, or delete one. No right to delete: "
                        + fields(noDelete)
                        + ".");
        item("Modify All or Modify All Data; Manage Users; Customize Application: none of them.");
        item(
                "Edit a field that belongs to people: overrides, pulses, what people decide about a handoff.");
        item(
                "Keep the text of tickets or e-mails; keep your token: an admin's token lives in memory only.");
        item("Take back a person's edit: a field of Baton's that somebody changed is left alone.");
        item("`baton uninstall` takes out what it put in, and nothing else.");
    }

    private void heading(String text) {
        line("");
        line("## " + text);
        line("");
    }

    private void item(String text) {
        line("- " + text);
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private static String fields(List<String> names) {
        return String.join(", ", names);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}

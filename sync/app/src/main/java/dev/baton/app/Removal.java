package dev.baton.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.crm.salesforce.OrgApi;
import dev.baton.crm.salesforce.install.Assignment;
import dev.baton.crm.salesforce.install.Assignments;
import dev.baton.crm.salesforce.install.Component;
import dev.baton.crm.salesforce.install.Deployment;
import dev.baton.crm.salesforce.install.Deployments;
import dev.baton.crm.salesforce.install.Manifest;
import dev.baton.crm.salesforce.install.MetadataFormat;
import dev.baton.crm.salesforce.install.OrgContents;
import dev.baton.crm.salesforce.install.OrgPackage;
import dev.baton.crm.salesforce.install.References;
import dev.baton.port.AdapterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes out what the manifest lists, and nothing else. */
final class Removal {
    private final OrgApi admin;
    private final ManifestFile file;
    private final Output output;
    private final Assignments assignments;
    private Manifest manifest;

    private final SortedMap<String, @Nullable Long> records = new TreeMap<>();
    private List<References.Reference> references = List.of();
    private List<Assignment> holders = List.of();

    Removal(OrgApi admin, ManifestFile file, Output output, Manifest manifest) {
        this.admin = admin;
        this.file = file;
        this.output = output;
        this.manifest = manifest;
        this.assignments = new Assignments(admin);
    }

    /** Looks at what hangs on it; changes nothing. */
    void look() throws AdapterException {
        Set<Component.Id> ours = manifest.components().keySet();
        OrgContents contents = OrgContents.of(admin, ours);
        references = References.of(admin, contents, ours);
        var others = new ArrayList<Assignment>();
        for (Component.Id id : contents.ids().keySet()) {
            if (id.type().equals("PermissionSet")) {
                for (Assignment holder : assignments.holders(id.name())) {
                    if (!manifest.assignments().contains(holder)) {
                        others.add(holder);
                    }
                }
            }
            if (id.type().equals("CustomObject")) {
                records.put(id.name(), count(id.name(), ""));
            }
        }
        holders = others;
        records.put("Account", count("Account", " WHERE Baton_Model__c != null"));
    }

    /** Null where the org refuses to count: an admin sees what was deployed only by a grant. */
    private @Nullable Long count(String object, String where) throws AdapterException {
        try {
            return admin.count("SELECT COUNT() FROM " + object + where);
        } catch (AdapterException e) {
            if (e.category() == AdapterException.Category.BAD_REQUEST
                    || e.category() == AdapterException.Category.PERMISSION) {
                return null;
            }
            throw e;
        }
    }

    /**
     * How many records hold something that would be lost, by object; null where nobody can tell.
     */
    SortedMap<String, @Nullable Long> records() {
        return records;
    }

    List<References.Reference> references() {
        return references;
    }

    /** Who holds a permission set of ours that we did not give. */
    List<Assignment> holders() {
        return holders;
    }

    boolean isStuck() {
        return !references.isEmpty() || !holders.isEmpty();
    }

    /**
     * First the rights, then what uses fields, then fields and objects; each step is written down.
     */
    void carryOut() throws AdapterException, InterruptedException {
        var given = new ArrayList<>(holders);
        given.addAll(manifest.assignments());
        for (Assignment each : given.reversed()) {
            assignments.take(each);
            keep(manifest.without(each));
        }
        for (Set<Component.Id> wave : waves()) {
            if (!wave.isEmpty()) {
                remove(wave);
            }
        }
        prove();
        file.remove();
    }

    private void remove(Set<Component.Id> wave) throws AdapterException, InterruptedException {
        Set<Component.Id> named = new TreeSet<>(wave);
        // The parts of an object go with it.
        named.removeIf(id -> wave.contains(new Component.Id("CustomObject", id.parent())));
        output.note("removing " + named.size() + " components");
        Deployment end =
                new Deployments(admin, Thread::sleep)
                        .deploy(MetadataFormat.removal(named), each -> {});
        if (!end.success()) {
            throw new Stop(
                    Exit.GUARD,
                    "the org did not let go of it (deployment "
                            + end.id()
                            + "): "
                            + String.join(
                                    "; ",
                                    end.failures().stream()
                                            .map(Deployment.Failure::told)
                                            .distinct()
                                            .limit(20)
                                            .toList())
                            + " — undo what holds it, and run it again");
        }
        keep(manifest.withoutComponents(wave));
    }

    /** What refers to something goes before it. */
    private List<Set<Component.Id>> waves() {
        Set<Component.Id> formulas = new TreeSet<>();
        for (Component each : OrgPackage.shipped().components()) {
            if (each.isFormula()) {
                formulas.add(each.id());
            }
        }
        var users = new TreeSet<Component.Id>();
        var calculated = new TreeSet<Component.Id>();
        var base = new TreeSet<Component.Id>();
        for (Component.Id id : manifest.components().keySet()) {
            switch (id.type()) {
                case "CustomField" -> (formulas.contains(id) ? calculated : base).add(id);
                case "CustomObject", "CustomPermission", "CustomLabel" -> base.add(id);
                default -> users.add(id);
            }
        }
        // Over the objects of others only: ours take their formulas with them.
        calculated.removeIf(
                id -> {
                    boolean ownObject =
                            manifest.components()
                                    .containsKey(new Component.Id("CustomObject", id.parent()));
                    return ownObject && base.add(id);
                });
        return List.of(users, calculated, base);
    }

    /** By describe, whatever the deployment said. */
    private void prove() throws AdapterException {
        var left = new ArrayList<String>();
        for (Component.Id id : new TreeSet<>(proving())) {
            Optional<JsonNode> described = admin.describe(described(id));
            if (id.type().equals("CustomObject") && described.isPresent()) {
                left.add(id.toString());
            } else if (id.type().equals("CustomField") && described.isPresent()) {
                for (JsonNode field : described.get().path("fields")) {
                    if (field.path("name").asText().equals(id.shortName())) {
                        left.add(id.toString());
                    }
                }
            }
        }
        if (!left.isEmpty()) {
            throw new Stop(Exit.GUARD, "the org still shows " + String.join(", ", left));
        }
    }

    private final Set<Component.Id> removed = new TreeSet<>();

    private Set<Component.Id> proving() {
        var looked = new TreeSet<Component.Id>();
        for (Component.Id id : removed) {
            boolean ofOurs = removed.contains(new Component.Id("CustomObject", id.parent()));
            if (id.type().equals("CustomObject") || (id.type().equals("CustomField") && !ofOurs)) {
                looked.add(id);
            }
        }
        return looked;
    }

    /** Fields of activities show on tasks. */
    private static String described(Component.Id id) {
        String object = id.type().equals("CustomObject") ? id.name() : id.parent();
        return object.equals("Activity") ? "Task" : object;
    }

    private void keep(Manifest now) {
        manifest.components().keySet().stream()
                .filter(id -> !now.components().containsKey(id))
                .forEach(removed::add);
        manifest = now;
        file.write(now);
    }
}

package dev.baton.crm.salesforce.install;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/**
 * What an installation would do. It adds, and renews what is ours; nothing is ever removed, and
 * nothing of somebody else's is touched.
 *
 * @param added what the org does not have
 * @param renewed what is ours and has another version by now: a label, a help text, a right
 * @param same what is ours and as it is deployed
 * @param collisions what the org has under our name without our having made it
 */
public record InstallPlan(
        List<Component> added,
        List<Component> renewed,
        List<Component> same,
        List<Component> collisions) {
    public InstallPlan {
        added = List.copyOf(added);
        renewed = List.copyOf(renewed);
        same = List.copyOf(same);
        collisions = List.copyOf(collisions);
    }

    /**
     * Compares.
     *
     * @param there what the org holds of these names
     */
    public static InstallPlan of(
            OrgPackage wanted, SortedSet<Component.Id> there, Manifest manifest) {
        var added = new ArrayList<Component>();
        var renewed = new ArrayList<Component>();
        var same = new ArrayList<Component>();
        var collisions = new ArrayList<Component>();
        for (Component component : wanted.components()) {
            String deployed = manifest.components().get(component.id());
            if (!there.contains(component.id())) {
                added.add(component);
            } else if (deployed == null) {
                collisions.add(component);
            } else if (deployed.equals(component.digest()) && manifest.done()) {
                same.add(component);
            } else {
                renewed.add(component);
            }
        }
        return new InstallPlan(added, renewed, same, collisions);
    }

    /**
     * What has to be deployed. A part of an object goes together with its new object, and what is
     * the same stays out of it, so that what an admin changed in the meantime stays, too.
     */
    public List<Component> deployed() {
        var all = new ArrayList<>(added);
        all.addAll(renewed);
        return all;
    }

    public boolean nothingToDo() {
        return added.isEmpty() && renewed.isEmpty();
    }

    /** What it is about, for a message: type and name of each. */
    public static List<String> names(Collection<Component> components) {
        return components.stream().map(component -> component.id().toString()).toList();
    }
}

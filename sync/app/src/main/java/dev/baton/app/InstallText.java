package dev.baton.app;

import dev.baton.crm.salesforce.install.Assignment;
import dev.baton.crm.salesforce.install.Component;
import dev.baton.crm.salesforce.install.InstallPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an installation would do, as people read it. */
final class InstallText {
    private InstallText() {}

    /** A line for each new or renewed thing, then how many stay as they are. */
    static List<String> plan(InstallPlan plan) {
        var lines = new ArrayList<String>();
        plan.added().forEach(each -> lines.add("  add     " + each.id()));
        plan.renewed().forEach(each -> lines.add("  renew   " + each.id()));
        if (!plan.same().isEmpty()) {
            lines.add("  as it is: " + counted(plan.same()));
        }
        return lines;
    }

    /** "34 CustomField, 2 PermissionSet" */
    static String counted(List<Component> components) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        components.forEach(each -> counts.merge(each.id().type(), 1, Integer::sum));
        var words = new ArrayList<String>();
        counts.forEach((type, count) -> words.add(count + " " + type));
        return String.join(", ", words);
    }

    static String told(Assignment assignment) {
        String what =
                switch (assignment.kind()) {
                    case LICENCE -> "permission-set licence ";
                    case PERMISSION_SET -> "permission set ";
                };
        return what + assignment.name() + " to user " + assignment.user();
    }
}

package dev.baton.crm.events;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The fields whose changes are worth a look. A path over a lookup, {@code Owner.Name}, changes with
 * the lookup itself; that the record behind it changed, no event of this object tells.
 */
final class Wanted {
    private static final Pattern ADDRESS = Pattern.compile("Address$");
    private static final String CUSTOM_LOOKUP = "__r";

    private final Set<String> fields = new HashSet<>();

    /** Of dotted paths, as mappings have them. */
    Wanted(List<String> paths) {
        for (String path : paths) {
            int dot = path.indexOf('.');
            fields.add(dot < 0 ? path : lookup(path.substring(0, dot)));
            fields.add(path);
        }
    }

    private static String lookup(String relationship) {
        return relationship.endsWith(CUSTOM_LOOKUP)
                ? relationship.substring(0, relationship.length() - 1) + "c"
                : relationship + "Id";
    }

    /** Whether one of these, as an event names them, is wanted. */
    boolean any(List<String> changed) {
        return changed.stream().anyMatch(this::isWanted);
    }

    private boolean isWanted(String changed) {
        int dot = changed.indexOf('.');
        if (dot < 0) {
            return fields.contains(changed);
        }
        String parent = changed.substring(0, dot);
        String part = changed.substring(dot + 1);
        // FirstName is a part of Name, BillingCity the City of BillingAddress.
        return fields.contains(changed)
                || fields.contains(parent)
                || fields.contains(part)
                || fields.contains(ADDRESS.matcher(parent).replaceFirst("") + part);
    }
}

package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.metadata.PermissionSet.ObjectRight;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may see and change which record: the organization-wide default, ownership, shares (to the
 * user or a group the user is in), View All and Modify All. View All only reads: where accounts are
 * Private or Public Read Only, an account takes no write without ownership or a share, whatever the
 * field permissions.
 */
public final class Sharing {
    private final Org org;
    private final Map<String, List<Row>> sharesByRecord = new HashMap<>();

    Sharing(Org org) {
        this.org = org;
        for (String object : List.of("Account", "Opportunity")) {
            for (Row share : org.all(object + "Share")) {
                if (share.exported(object + "Id") instanceof String record) {
                    sharesByRecord
                            .computeIfAbsent(SalesforceId.key(record), key -> new ArrayList<>())
                            .add(share);
                }
            }
        }
    }

    public boolean readable(Row row) {
        return org.access().object(row.type()).viewAll() || level(row).atLeast(AccessLevel.READ);
    }

    /** What the user whose request is answered gets. */
    public AccessLevel level(Row row) {
        return level(row, org.userId());
    }

    /** What any user gets: sharing, View All and Modify All; other rights on the object not yet. */
    public AccessLevel level(Row row, String userId) {
        ObjectRight right = org.access(userId).object(row.type());
        if (right.modifyAll()) {
            return AccessLevel.ALL;
        }
        AccessLevel granted = granted(row, userId);
        return right.viewAll() ? granted.or(AccessLevel.READ) : granted;
    }

    private AccessLevel granted(Row row, String userId) {
        Optional<Field> master =
                row.type().byName().values().stream()
                        .filter(field -> row.type().custom() && field.is(Trait.MASTER_DETAIL))
                        .findFirst();
        if (master.isPresent()) {
            return throughMaster(row, master.get(), userId);
        }
        AccessLevel level = organizationWide(row.type().name());
        if (org.view().value(row, "OwnerId") instanceof String owner && same(owner, userId)) {
            return AccessLevel.ALL;
        }
        return level.or(shared(row, userId));
    }

    private AccessLevel throughMaster(Row row, Field master, String userId) {
        if (!(org.view().value(row, master.name()) instanceof String id)) {
            return AccessLevel.NONE;
        }
        AccessLevel onMaster =
                org.find(id).map(found -> level(found, userId)).orElse(AccessLevel.NONE);
        boolean readSuffices =
                master.is(Trait.WRITE_NEEDS_MASTER_READ) && onMaster.atLeast(AccessLevel.READ);
        return readSuffices ? onMaster.or(AccessLevel.EDIT) : onMaster;
    }

    private AccessLevel organizationWide(String object) {
        String setting = "Default" + object + "Access";
        if (!object.equals("Account") && !object.equals("Opportunity")) {
            return AccessLevel.EDIT;
        }
        Object word = org.all("Organization").iterator().next().exported(setting);
        return word == null ? AccessLevel.EDIT : AccessLevel.of(word.toString());
    }

    private AccessLevel shared(Row row, String userId) {
        List<Row> shares = sharesByRecord.getOrDefault(SalesforceId.key(row.id()), List.of());
        if (shares.isEmpty()) {
            return AccessLevel.NONE;
        }
        Set<String> grantees = withGroups(userId);
        AccessLevel level = AccessLevel.NONE;
        for (Row share : shares) {
            if (counts(share)
                    && grantees.contains(SalesforceId.key(text(share, "UserOrGroupId")))) {
                level = level.or(AccessLevel.of(text(share, row.type().name() + "AccessLevel")));
            }
        }
        return level;
    }

    private boolean counts(Row share) {
        View view = org.view();
        return view.exists(share) && !view.deleted(share);
    }

    private Set<String> withGroups(String userId) {
        Set<String> found = new HashSet<>(Set.of(SalesforceId.key(userId)));
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            String member = open.pop();
            for (Row row : org.all("GroupMember")) {
                String group = SalesforceId.key(text(row, "GroupId"));
                if (counts(row)
                        && SalesforceId.key(text(row, "UserOrGroupId")).equals(member)
                        && found.add(group)) {
                    open.push(group);
                }
            }
        }
        return found;
    }

    private static boolean same(String one, String other) {
        return SalesforceId.key(one).equals(SalesforceId.key(other));
    }

    private static String text(Row row, String field) {
        Object value = row.exported(field);
        return value == null ? "" : value.toString();
    }
}

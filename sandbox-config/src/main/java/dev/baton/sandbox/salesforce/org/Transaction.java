package dev.baton.sandbox.salesforce.org;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a group of writes found before it, to be put back if the group does not stand. */
final class Transaction {
    private final Org org;
    private final Map<Row, Row.State> before = new LinkedHashMap<>();
    private final Set<Row> created = new LinkedHashSet<>();
    private final Set<Row> forgotten = new LinkedHashSet<>();

    Transaction(Org org) {
        this.org = org;
    }

    /** To be called before a record changes. */
    void before(Row row) {
        if (!created.contains(row)) {
            before.computeIfAbsent(row, Row::state);
        }
    }

    void created(Row row) {
        created.add(row);
    }

    /** To be called before a record without a recycle bin is deleted. */
    void forgotten(Row row) {
        forgotten.add(row);
    }

    void undo() {
        forgotten.forEach(org::remember);
        created.forEach(org::forget);
        before.forEach(Row::restore);
        org.rightsChanged();
    }
}

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

    void undo() {
        created.forEach(org::forget);
        before.forEach(Row::restore);
    }
}

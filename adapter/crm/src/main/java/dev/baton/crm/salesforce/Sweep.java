package dev.baton.crm.salesforce;

import dev.baton.crm.salesforce.Position.Waiting;
import dev.baton.port.AdapterException;
import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds which of many known records no query shows any more, by their ids alone. The vendor
 * remembers deletions for 15 days; who comes later has to look at everything.
 */
final class Sweep {
    /** So few are asked for one by one, in fewer calls than a walk over the whole object takes. */
    private static final int FEW = 2_000;

    private final Walk walk;
    private final Deletions deletions;

    /** One page of an object's rows. */
    interface Walk {
        Page at(Selection selection, Position position) throws AdapterException;
    }

    Sweep(Walk walk, Deletions deletions) {
        this.walk = walk;
        this.deletions = deletions;
    }

    /**
     * Walks over all rows, then asks once more for each record that was not among them: one that
     * changed meanwhile bears a stamp behind the walk's end. What lies in the recycle bin is shown,
     * and comes as a row that says so.
     *
     * @param ids asks for no field
     */
    Set<String> gone(Selection ids, Set<String> known) throws AdapterException {
        var missing = new TreeSet<>(known);
        if (known.size() > FEW) {
            strike(ids, missing);
        }
        // More than half: a right was lost, or the org is another one. Nobody need ask for each.
        if (missing.size() <= Math.max(FEW, known.size() / 2)) {
            missing.removeAll(Set.copyOf(deletions.shown(ids, List.copyOf(missing))));
        }
        return missing;
    }

    private void strike(Selection ids, Set<String> missing) throws AdapterException {
        Position position = new Waiting(null);
        while (true) {
            Page page = walk.at(ids, position);
            page.records().stream().map(RawRecord::id).forEach(missing::remove);
            if (page.last()) {
                return;
            }
            position = Position.of(page.next());
        }
    }
}

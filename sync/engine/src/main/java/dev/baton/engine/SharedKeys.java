package dev.baton.engine;

import dev.baton.core.model.CanonicalRecord;
import dev.baton.mappings.link.Linker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which account a key of its own means, letter case aside.
 *
 * @param owners account id by key
 * @param ambiguous the accounts that share a key, at least two; it is nobody's then
 */
record SharedKeys(SortedMap<String, String> owners, SortedMap<String, List<String>> ambiguous) {
    SharedKeys {
        owners = Collections.unmodifiableSortedMap(new TreeMap<>(owners));
        ambiguous = Collections.unmodifiableSortedMap(new TreeMap<>(ambiguous));
    }

    /** By a text field; an account where it is empty has no key. */
    static SharedKeys of(List<CanonicalRecord> accounts, String field) {
        var byKey = new TreeMap<String, List<String>>();
        for (CanonicalRecord account : accounts) {
            String key = Linker.folded(account.text(field));
            if (!key.isEmpty()) {
                byKey.computeIfAbsent(key, unused -> new ArrayList<>()).add(account.ref().id());
            }
        }
        var owners = new TreeMap<String, String>();
        var ambiguous = new TreeMap<String, List<String>>();
        byKey.forEach(
                (key, ids) -> {
                    if (ids.size() == 1) {
                        owners.put(key, ids.getFirst());
                    } else {
                        ambiguous.put(key, List.copyOf(ids));
                    }
                });
        return new SharedKeys(owners, ambiguous);
    }
}

package dev.baton.sandbox.salesforce.write;

import dev.baton.sandbox.salesforce.org.AccessLevel;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.org.SalesforceId;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is done with records besides writing them: taken out of the bin, purged, merged. */
public final class Recycling {
    /** Objects whose records can be merged. */
    private static final Set<String> MERGEABLE = Set.of("Account", "Contact");

    private static final String MASTER = "MasterRecordId";
    private static final int MAX_LOSERS = 2;

    private final Org org;
    private final RowCheck check;

    public Recycling(Org org) {
        this.org = org;
        this.check = new RowCheck(org);
    }

    /**
     * What became of a merge.
     *
     * @param result of the record that stays
     * @param merged ids of those that went into it
     * @param related ids of what pointed to those and points to it now
     */
    public record Merged(RowResult result, List<String> merged, List<String> related) {
        public Merged {
            merged = List.copyOf(merged);
            related = List.copyOf(related);
        }
    }

    /** Whether records of an object can be merged, as describe tells. */
    public static boolean merges(ObjectType type) {
        return MERGEABLE.contains(type.name());
    }

    /** Takes records out of the recycle bin. */
    public List<RowResult> undelete(List<String> ids) {
        return ids.stream().map(id -> inBin(id, "UNDELETE_FAILED", org::undelete)).toList();
    }

    /** Empties records out of the recycle bin, for good. */
    public List<RowResult> purge(List<String> ids) {
        return ids.stream().map(id -> inBin(id, "INVALID_ID_FIELD", org::erase)).toList();
    }

    private RowResult inBin(String id, String code, Consumer<Row> how) {
        try {
            Row row =
                    org.find(id)
                            .filter(org.sharing()::readable)
                            .orElseThrow(
                                    () ->
                                            new Refusal(
                                                    "INVALID_CROSS_REFERENCE_KEY",
                                                    "invalid cross reference id"));
            if (!org.view().deleted(row)) {
                throw new Refusal(code, "Entity is not in the recycle bin");
            }
            if (!org.access().object(row.type()).delete()) {
                throw new Refusal(
                        "INSUFFICIENT_ACCESS_OR_READONLY",
                        "insufficient access rights on object id");
            }
            how.accept(row);
            return new RowResult.Saved(row.id(), false);
        } catch (Refusal refusal) {
            return new RowResult.Failed(id, refusal.errors());
        }
    }

    /**
     * Merges up to two records into one: that one takes the values sent, and what pointed to the
     * others points to it.
     *
     * @param master the record that stays, with its id
     */
    public Merged merge(RowInput master, List<String> losers) {
        try {
            String id = master.id();
            if (id == null) {
                throw new Refusal("MISSING_ARGUMENT", "Id not specified in a merge call", "Id");
            }
            ObjectType type = master.type();
            requireMergeable(type, losers);
            Row winner = check.target(type, id);
            List<Row> merged = new ArrayList<>();
            for (String loser : losers) {
                merged.add(loser(winner, loser));
            }
            RowResult result = check.update(winner, master.values()).save(org);
            List<String> related = new ArrayList<>();
            for (Row loser : merged) {
                related.addAll(repoint(loser, winner));
                org.write(loser, one(MASTER, winner.id()));
                org.delete(loser);
            }
            return new Merged(result, merged.stream().map(Row::id).toList(), related);
        } catch (Refusal refusal) {
            return new Merged(
                    new RowResult.Failed(master.id(), refusal.errors()), List.of(), List.of());
        }
    }

    private static void requireMergeable(ObjectType type, List<String> losers) throws Refusal {
        if (!merges(type)) {
            throw new Refusal("INVALID_TYPE", "merge is not supported for " + type.name());
        }
        if (losers.isEmpty() || losers.size() > MAX_LOSERS) {
            throw new Refusal(
                    "INVALID_NUMBER_FIELD_VALUE_EXCEPTION",
                    "a merge takes one or two records to merge, not " + losers.size());
        }
    }

    private Row loser(Row winner, String id) throws Refusal {
        Row row = check.target(winner.type(), id);
        if (SalesforceId.key(row.id()).equals(SalesforceId.key(winner.id()))) {
            throw new Refusal("INVALID_ID_FIELD", "a record cannot be merged into itself", "Id");
        }
        boolean allowed =
                org.access().object(row.type()).delete()
                        && org.sharing().level(row).atLeast(AccessLevel.EDIT);
        if (!allowed) {
            throw new Refusal(
                    "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
        }
        return row;
    }

    /** The ids of records that pointed to the one and point to the other now. */
    private List<String> repoint(Row from, Row to) {
        List<String> changed = new ArrayList<>();
        for (ObjectType type : org.schema().all()) {
            for (Field field : type.fields()) {
                if (field.lookup() == null
                        || field.name().equals(MASTER)
                        || !(field.is(Trait.WRITABLE) || field.is(Trait.MASTER_DETAIL))) {
                    continue;
                }
                for (Row row : org.rows(type).filter(row -> points(row, field, from)).toList()) {
                    org.write(row, one(field.name(), to.id()));
                    changed.add(row.id());
                }
            }
        }
        return changed;
    }

    private boolean points(Row row, Field field, Row to) {
        return !org.view().deleted(row)
                && org.view().value(row, field.name()) instanceof String id
                && SalesforceId.key(id).equals(SalesforceId.key(to.id()));
    }

    private static Map<String, @Nullable Object> one(String field, String value) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(field, value);
        return values;
    }
}

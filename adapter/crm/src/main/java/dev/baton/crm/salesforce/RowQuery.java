package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one page. Fields that make too long an address for one query are read by several of
 * the same window, each with the key, and their rows joined by Id. Rows that the parts tell
 * differently of, because they changed in between, are read again by Id until their parts agree.
 *
 * <p>The same window, and not the Ids of the first part, for two thousand Ids make a longer address
 * than any list of fields.
 */
final class RowQuery {
    /** Ids in one query; room for them is left in every address. */
    static final int IDS = 50;

    private static final int TRIES = 3;
    private static final Soql.Name ID = new Soql.Name("Id");

    private final SalesforceRest rest;
    private final Schemas schemas;

    RowQuery(SalesforceRest rest, Schemas schemas) {
        this.rest = rest;
        this.schemas = schemas;
    }

    /**
     * A page's rows.
     *
     * @param rows each whole; those that had to be read again stand last
     * @param torn ids of rows that changed each time that they were read
     * @param size of the window, whatever became of its rows
     * @param last the key that the window ends with, null when no row has one
     * @param complete whether the server says that there are no more rows within the limit
     */
    record Found(
            List<JsonNode> rows,
            SortedSet<String> torn,
            int size,
            RowReader.@Nullable Key last,
            boolean complete,
            Instant serverTime) {
        Found {
            rows = List.copyOf(rows);
            torn = Collections.unmodifiableSortedSet(new TreeSet<>(torn));
        }
    }

    /** Reads the rows behind a position. */
    Found read(Selection selection, Position position, Instant cap, int limit)
            throws AdapterException {
        List<List<Soql.Name>> parts = parts(selection);
        SalesforceRest.Rows first =
                query(selection, KeysetQuery.of(selection, parts.getFirst(), position, cap, limit));
        RowReader.Key last = null;
        for (JsonNode row : first.records()) {
            RowReader.Key key = RowReader.key(selection, row);
            last = key == null ? last : key;
        }
        int size = first.records().size();
        if (parts.size() == 1) {
            return new Found(
                    first.records(),
                    new TreeSet<>(),
                    size,
                    last,
                    first.complete(),
                    first.serverTime());
        }
        var joined = new Joined(selection, first.records());
        for (List<Soql.Name> part : parts.subList(1, parts.size())) {
            joined.add(
                    query(selection, KeysetQuery.of(selection, part, position, cap, limit))
                            .records());
        }
        var rows = new ArrayList<>(joined.whole());
        SortedSet<String> torn = joined.torn();
        for (int attempt = 1; attempt <= TRIES && !torn.isEmpty(); attempt++) {
            torn = again(selection, parts, torn, rows);
        }
        return new Found(rows, torn, size, last, first.complete(), first.serverTime());
    }

    /** Rows of which nobody knows where they stand, and ids of those that are torn. */
    record Again(List<JsonNode> rows, SortedSet<String> torn) {
        Again {
            rows = List.copyOf(rows);
            torn = Collections.unmodifiableSortedSet(new TreeSet<>(torn));
        }
    }

    /**
     * Reads rows by their ids; those of rows that are not there are passed over.
     *
     * @param ids at most {@link #IDS}
     */
    Again byIds(Selection selection, List<String> ids) throws AdapterException {
        List<List<Soql.Name>> parts = parts(selection);
        var rows = new ArrayList<JsonNode>();
        SortedSet<String> torn = new TreeSet<>(ids);
        for (int attempt = 0; attempt <= TRIES && !torn.isEmpty(); attempt++) {
            torn = again(selection, parts, torn, rows);
        }
        return new Again(rows, torn);
    }

    /**
     * Reads rows by Id; gives back those that still do not agree. A row that is gone is neither.
     */
    private SortedSet<String> again(
            Selection selection,
            List<List<Soql.Name>> parts,
            SortedSet<String> torn,
            List<JsonNode> rows)
            throws AdapterException {
        var still = new TreeSet<String>();
        var left = List.copyOf(torn);
        for (int from = 0; from < left.size(); from += IDS) {
            List<String> ids = left.subList(from, Math.min(from + IDS, left.size()));
            Joined joined = null;
            for (List<Soql.Name> part : parts) {
                List<JsonNode> found = query(selection, byId(selection, part, ids)).records();
                if (joined == null) {
                    joined = new Joined(selection, found);
                } else {
                    joined.add(found);
                }
            }
            if (joined != null) {
                rows.addAll(joined.whole());
                still.addAll(joined.torn());
            }
        }
        return still;
    }

    private SalesforceRest.Rows query(Selection selection, Soql.Query query)
            throws AdapterException {
        try {
            return rest.query(query, selection.tombstones());
        } catch (AdapterException e) {
            if (e.category() == Category.BAD_REQUEST) {
                schemas.forget();
            }
            throw e;
        }
    }

    /** The names to ask for, so many at a time that each query fits; one part for most objects. */
    private List<List<Soql.Name>> parts(Selection selection) {
        if (fits(selection, selection.select())) {
            return List.of(selection.select());
        }
        var parts = new ArrayList<List<Soql.Name>>();
        Set<Soql.Name> part = new LinkedHashSet<>(selection.frame());
        for (Soql.Name name : selection.select()) {
            var more = new LinkedHashSet<>(part);
            more.add(name);
            if (!fits(selection, List.copyOf(more))) {
                parts.add(List.copyOf(part));
                more = new LinkedHashSet<>(selection.key());
                more.add(name);
            }
            part = more;
        }
        parts.add(List.copyOf(part));
        return parts;
    }

    private boolean fits(Selection selection, List<Soql.Name> names) {
        var span = new Position.Span(Instant.EPOCH, Instant.EPOCH);
        var somewhere = new Position.Walking(Instant.EPOCH, "0".repeat(18), span);
        List<String> ids = Collections.nCopies(IDS, "0".repeat(18));
        return rest.fits(KeysetQuery.of(selection, names, somewhere, Instant.EPOCH, 2000))
                && rest.fits(byId(selection, names, ids));
    }

    private static Soql.Query byId(Selection selection, List<Soql.Name> names, List<String> ids) {
        return new Soql.Query(
                new Soql.Name(selection.object().name()),
                names,
                new Soql.In(ID, ids.stream().map(Soql.RecordId::new).toList()),
                List.of(),
                ids.size());
    }

    /** Rows while their parts come in. */
    private static final class Joined {
        private final Selection selection;
        private final Map<String, ObjectNode> byId = new LinkedHashMap<>();
        private final List<JsonNode> nameless = new ArrayList<>();
        private final SortedSet<String> torn = new TreeSet<>();

        Joined(Selection selection, List<JsonNode> rows) {
            this.selection = selection;
            for (JsonNode row : rows) {
                if (row instanceof ObjectNode object && RowReader.key(selection, row) != null) {
                    byId.put(object.path("Id").asText(), object);
                } else {
                    nameless.add(row);
                }
            }
        }

        void add(List<JsonNode> rows) {
            var lacking = new TreeSet<>(byId.keySet());
            for (JsonNode row : rows) {
                ObjectNode begun = byId.get(row.path("Id").asText());
                if (begun != null && isSameVersion(begun, row)) {
                    merge(begun, row);
                    lacking.remove(row.path("Id").asText());
                }
            }
            torn.addAll(lacking);
        }

        private boolean isSameVersion(JsonNode one, JsonNode other) {
            return one.path(selection.stamp()).equals(other.path(selection.stamp()));
        }

        /** Fields of one parent may stand in two parts. */
        private static void merge(ObjectNode into, JsonNode from) {
            for (Map.Entry<String, JsonNode> member : from.properties()) {
                if (into.get(member.getKey()) instanceof ObjectNode there
                        && member.getValue() instanceof ObjectNode) {
                    merge(there, member.getValue());
                } else {
                    into.set(member.getKey(), member.getValue());
                }
            }
        }

        List<JsonNode> whole() {
            var whole = new ArrayList<JsonNode>(nameless);
            byId.forEach(
                    (id, row) -> {
                        if (!torn.contains(id)) {
                            whole.add(row);
                        }
                    });
            return whole;
        }

        SortedSet<String> torn() {
            return torn;
        }
    }
}

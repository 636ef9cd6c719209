package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.sforce.soap.partner.DeleteResult;
import com.sforce.soap.partner.UpsertResult;
import com.sforce.soap.partner.sobject.SObject;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.ObjectDescription;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records that are ours, by a key that we derive. */
final class KeyedRecords {
    /** Keys in one query, so that its address stays below the vendor's limit. */
    static final int MOST_ASKED = 50;

    private final PartnerApi partner;
    private final SalesforceRest rest;

    KeyedRecords(PartnerApi partner, SalesforceRest rest) {
        this.partner = partner;
        this.rest = rest;
    }

    /**
     * Upserts rows that XML can carry.
     *
     * @return results by key
     * @see <a
     *     href="https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_upsert.htm">upsert</a>
     */
    Map<String, WriteResult> upsert(
            String object, String key, List<WriteRequest> batch, WritePermit permit)
            throws AdapterException {
        SObject[] rows =
                batch.stream().map(r -> SObjects.keyed(object, key, r)).toArray(SObject[]::new);
        UpsertResult[] saved =
                partner.write(
                        permit,
                        connection -> {
                            connection.setAllOrNoneHeader(false);
                            return connection.upsert(key, rows);
                        });
        return SaveResults.match(batch, saved);
    }

    /**
     * Deletes the records that bear some keys; they stay in the org's recycle bin for 15 days.
     *
     * @return results in the order of the keys
     * @see <a
     *     href="https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_delete.htm">delete</a>
     */
    List<WriteResult> delete(String object, String key, List<String> keys, WritePermit permit)
            throws AdapterException {
        SequencedMap<String, String> ids = ids(object, key, keys);
        var results = new LinkedHashMap<String, WriteResult>();
        if (!ids.isEmpty()) {
            String[] rows = ids.values().toArray(String[]::new);
            DeleteResult[] deleted =
                    partner.write(
                            permit,
                            connection -> {
                                connection.setAllOrNoneHeader(false);
                                return connection.delete(rows);
                            });
            results.putAll(SaveResults.match(ids, deleted));
        }
        return keys.stream()
                .map(each -> results.getOrDefault(each, new WriteResult.Accepted(each)))
                .toList();
    }

    /** The ids of those that exist, by key, in the order of the keys. */
    private SequencedMap<String, String> ids(String object, String key, List<String> keys)
            throws AdapterException {
        var known = new LinkedHashMap<String, String>();
        for (int from = 0; from < keys.size(); from += MOST_ASKED) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + MOST_ASKED));
            for (JsonNode row : rows(query(object, key, some, List.of(new Soql.Name("Id"))))) {
                known.put(row.path(key).asText(), row.path("Id").asText());
            }
        }
        var ids = new LinkedHashMap<String, String>();
        for (String each : keys) {
            String id = known.get(each);
            if (id != null) {
                ids.put(each, id);
            }
        }
        return ids;
    }

    /**
     * What the records that bear some keys hold, in one query.
     *
     * @param keys at most {@link #MOST_ASKED}
     * @param columns in the order of the fields
     */
    Map<String, Map<String, @Nullable Object>> find(
            String key,
            List<String> keys,
            List<String> fields,
            String object,
            List<ObjectDescription.Field> columns)
            throws AdapterException {
        var found = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        List<Soql.Name> names =
                columns.stream().map(column -> new Soql.Name(column.name())).toList();
        for (JsonNode row : rows(query(object, key, keys, names))) {
            found.put(row.path(key).asText(), values(fields, columns, row));
        }
        return found;
    }

    private List<JsonNode> rows(Soql.Query query) throws AdapterException {
        SalesforceRest.Rows rows = rest.query(query, false);
        if (!rows.complete()) {
            // What is not on a part of the answer is not absent.
            throw new AdapterException(
                    Category.UNAVAILABLE,
                    "answer_cut",
                    "the org told only a part of the answer",
                    null);
        }
        return rows.records();
    }

    private static Soql.Query query(
            String object, String key, List<String> keys, List<Soql.Name> columns) {
        var keyName = new Soql.Name(key);
        Set<Soql.Name> select = new LinkedHashSet<>(List.of(keyName));
        select.addAll(columns);
        return new Soql.Query(
                new Soql.Name(object),
                List.copyOf(select),
                new Soql.In(keyName, keys.stream().map(Soql.Key::new).toList()),
                List.of(),
                keys.size());
    }

    private static Map<String, @Nullable Object> values(
            List<String> fields, List<ObjectDescription.Field> columns, JsonNode row)
            throws AdapterException {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (int at = 0; at < fields.size(); at++) {
            ObjectDescription.Field column = columns.get(at);
            JsonNode held = row.path(column.name());
            try {
                values.put(
                        fields.get(at),
                        SObjects.value(
                                held.isNull() || held.isMissingNode() ? null : held.asText(),
                                column));
            } catch (SObjects.UnreadableField e) {
                throw new AdapterException(
                        Category.UNAVAILABLE, "unreadable_field", "a record could not be read", e);
            }
        }
        return values;
    }
}

package dev.baton.crm.salesforce;

import com.sforce.soap.partner.sobject.SObject;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.ObjectDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What retrieve gave, typed and by the ids that were asked for. */
final class Retrieved {
    private Retrieved() {}

    /**
     * Matches by index and by id.
     *
     * @param fields as the caller spells them, one for each column
     * @param held null at the place of an id that does not exist or is hidden
     * @throws AdapterException UNAVAILABLE when the records are not those asked for, or hold values
     *     that are not of their field's type
     */
    static Map<String, Map<String, @Nullable Object>> match(
            List<String> ids,
            List<String> fields,
            List<ObjectDescription.Field> columns,
            @Nullable SObject[] held)
            throws AdapterException {
        if (held.length != ids.size()) {
            throw unusable("result_count", "other records came than were asked for", null);
        }
        var records = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        for (int at = 0; at < held.length; at++) {
            SObject record = held[at];
            if (record == null) {
                continue;
            }
            if (record.getId() == null || !SaveResults.isSame(ids.get(at), record.getId())) {
                throw unusable("result_id", "other records came than were asked for", null);
            }
            records.put(ids.get(at), values(fields, columns, record));
        }
        return records;
    }

    private static Map<String, @Nullable Object> values(
            List<String> fields, List<ObjectDescription.Field> columns, SObject record)
            throws AdapterException {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (int at = 0; at < fields.size(); at++) {
            ObjectDescription.Field column = columns.get(at);
            try {
                values.put(fields.get(at), SObjects.value(record.getField(column.name()), column));
            } catch (SObjects.UnreadableField e) {
                throw unusable("unreadable_field", "a record could not be read", e);
            }
        }
        return values;
    }

    private static AdapterException unusable(String code, String hint, @Nullable Exception cause) {
        return new AdapterException(Category.UNAVAILABLE, code, hint, cause);
    }
}

package dev.baton.crm.salesforce;

import com.sforce.soap.partner.DeleteResult;
import com.sforce.soap.partner.Error;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.UpsertResult;
import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import dev.baton.port.WriteResult.Accepted;
import dev.baton.port.WriteResult.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Whose result is whose: by index, and by id wherever the vendor gives one. */
final class SaveResults {
    private SaveResults() {}

    /** What the vendor says of one row. */
    private record Told(@Nullable String id, boolean success, Error @Nullable [] errors) {}

    /**
     * The result of each request by its id.
     *
     * @throws AdapterException OUTCOME_UNKNOWN when the results are not those of the requests
     */
    static Map<String, WriteResult> match(List<WriteRequest> batch, SaveResult[] saved)
            throws AdapterException {
        var told = new ArrayList<Told>();
        for (SaveResult each : saved) {
            told.add(new Told(each.getId(), each.isSuccess(), each.getErrors()));
        }
        return match(batch, told, true);
    }

    /** The same for upserts, whose rows bear keys where the vendor tells ids: index alone says. */
    static Map<String, WriteResult> match(List<WriteRequest> batch, UpsertResult[] saved)
            throws AdapterException {
        var told = new ArrayList<Told>();
        for (UpsertResult each : saved) {
            told.add(new Told(each.getId(), each.isSuccess(), each.getErrors()));
        }
        return match(batch, told, false);
    }

    /**
     * The same for deletions, by key.
     *
     * @param ids of the records sent, by key, in their order
     */
    static Map<String, WriteResult> match(SequencedMap<String, String> ids, DeleteResult[] deleted)
            throws AdapterException {
        var told = new ArrayList<Told>();
        for (DeleteResult each : deleted) {
            told.add(new Told(each.getId(), each.isSuccess(), each.getErrors()));
        }
        var batch = ids.values().stream().map(id -> new WriteRequest(id, Map.of())).toList();
        Map<String, WriteResult> byId = match(batch, told, true);
        var results = new LinkedHashMap<String, WriteResult>();
        ids.forEach((key, id) -> results.put(key, under(key, byId.get(id))));
        return results;
    }

    private static WriteResult under(String key, @Nullable WriteResult result) {
        return result instanceof Refused refused
                ? new Refused(
                        key, refused.code(), refused.hint(), refused.fields(), refused.retryable())
                : new Accepted(key);
    }

    private static Map<String, WriteResult> match(
            List<WriteRequest> batch, List<Told> rows, boolean byId) throws AdapterException {
        if (rows.size() != batch.size()) {
            throw mismatch("result_count");
        }
        var results = new LinkedHashMap<String, WriteResult>();
        for (int at = 0; at < rows.size(); at++) {
            String asked = batch.get(at).id();
            Told told = rows.get(at);
            if (told.id() == null ? told.success() : byId && !isSame(asked, told.id())) {
                throw mismatch("result_id");
            }
            // force-wsc takes every text but "true" for no success
            if (!told.success() && errors(told.errors()).isEmpty()) {
                throw mismatch("no_reason_given");
            }
            results.put(asked, told.success() ? new Accepted(asked) : refused(asked, told));
        }
        return results;
    }

    /** The 16th to 18th character only repeat the case of the first 15. */
    static boolean isSame(String one, String other) {
        return Soql.RecordId.isId(other) && one.substring(0, 15).equals(other.substring(0, 15));
    }

    private static Refused refused(String id, Told told) {
        List<Error> errors = errors(told.errors());
        var fields = new LinkedHashSet<String>();
        errors.forEach(error -> fields.addAll(names(error.getFields())));
        boolean retryable = errors.stream().allMatch(e -> RowErrors.of(code(e)).retryable());
        String code = code(errors.getFirst());
        return new Refused(id, code, RowErrors.of(code).hint(), List.copyOf(fields), retryable);
    }

    private static List<Error> errors(Error @Nullable [] errors) {
        return errors == null ? List.of() : List.of(errors);
    }

    private static List<String> names(String @Nullable [] fields) {
        var names = new ArrayList<String>();
        for (String field : fields == null ? new String[0] : fields) {
            if (Soql.Name.isName(field)) {
                names.add(field);
            }
        }
        return names;
    }

    private static String code(Error error) {
        return error.getStatusCode() == null ? "unknown_code" : error.getStatusCode().toString();
    }

    private static AdapterException mismatch(String code) {
        return new AdapterException(
                Category.OUTCOME_UNKNOWN,
                code,
                "the results are not those of the records sent; they are read back first",
                null);
    }
}

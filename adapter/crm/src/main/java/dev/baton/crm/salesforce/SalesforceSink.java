package dev.baton.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import dev.baton.http.CallMeter;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.AdapterException;
import dev.baton.port.Amounts;
import dev.baton.port.Budget;
import dev.baton.port.Forecast;
import dev.baton.port.MassReader;
import dev.baton.port.MassWriter;
import dev.baton.port.ObjectDescription;
import dev.baton.port.Sink;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult.Refused;
import dev.baton.port.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Updates records by Id, and upserts what is ours by a key, through the Partner API. */
final class SalesforceSink implements Sink {
    /** The vendor's limits of rows a call. */
    private static final int MOST_UPDATED = 200;

    private static final int MOST_RETRIEVED = 2000;

    /** UserRecordAccess takes at most 200 record ids a query. */
    private static final int MOST_ASKED = 200;

    /** Who changed a record last, automation within their change included. */
    private static final String EDITOR = "LastModifiedById";

    private final PartnerApi partner;
    private final SalesforceRest rest;
    private final CurrentUser user;
    private final CallMeter meter;
    private final Budget budget;
    private final KeyedRecords keyed;
    private final People people;
    private final Schemas schemas;
    private final Currencies currencies;
    private final MassWriter mass;
    private final MassReader massReader;
    private final Volume volume;

    SalesforceSink(
            PartnerApi partner,
            SalesforceRest rest,
            Schemas schemas,
            Currencies currencies,
            Mass mass,
            CurrentUser user,
            CallMeter meter,
            Budget budget) {
        this.partner = partner;
        this.rest = rest;
        this.schemas = schemas;
        this.currencies = currencies;
        this.volume = mass.volume();
        this.mass = new BulkWriter(mass.api(), mass.waiting(), volume, currencies);
        this.massReader =
                new BulkReader(mass.api(), mass.waiting(), volume, this::columns, this::retrieve);
        this.user = user;
        this.meter = meter;
        this.budget = budget;
        this.keyed = new KeyedRecords(partner, rest);
        this.people = new People(rest);
    }

    /** What jobs go by. */
    record Mass(BulkApi api, BulkWait waiting, Volume volume) {}

    /** Whom we are signed in as. */
    @FunctionalInterface
    interface CurrentUser {
        String id() throws AdapterException;
    }

    @Override
    public ObjectDescription describe(String object) throws AdapterException {
        if (!Soql.Name.isName(object)) {
            throw new IllegalArgumentException("not the name of an object");
        }
        return schemas.of(object)
                .map(ObjectSchema::description)
                .orElseGet(() -> new ObjectDescription(object, List.of()));
    }

    @Override
    public int updateBatch() {
        return MOST_UPDATED;
    }

    @Override
    public int retrieveBatch() {
        return MOST_RETRIEVED;
    }

    @Override
    public int findBatch() {
        return KeyedRecords.MOST_ASKED;
    }

    @Override
    public List<WriteResult> update(String object, List<WriteRequest> batch, WritePermit permit)
            throws AdapterException {
        requireBatch(batch, MOST_UPDATED);
        requireIds(batch.stream().map(WriteRequest::id).toList());
        requireNames(object, batch);
        List<WriteRequest> sendable =
                batch.stream().filter(r -> SObjects.unwritable(r.fields()).isEmpty()).toList();
        return inOrder(batch, send(object, sendable, permit));
    }

    private static List<WriteResult> inOrder(
            List<WriteRequest> batch, Map<String, WriteResult> results) {
        var inOrder = new ArrayList<WriteResult>();
        for (WriteRequest request : batch) {
            WriteResult result = results.get(request.id());
            inOrder.add(result == null ? unwritable(request) : result);
        }
        return inOrder;
    }

    @Override
    public List<WriteResult> upsert(
            String object, String key, List<WriteRequest> batch, WritePermit permit)
            throws AdapterException {
        requireBatch(batch, MOST_UPDATED);
        requireNames(object, batch);
        List<WriteRequest> sendable =
                batch.stream().filter(r -> SObjects.unwritable(r.fields()).isEmpty()).toList();
        return inOrder(
                batch,
                sendable.isEmpty()
                        ? Map.of()
                        : keyed.upsert(object, key, currencies.stated(object, sendable), permit));
    }

    @Override
    public List<WriteResult> delete(
            String object, String key, List<String> keys, WritePermit permit)
            throws AdapterException {
        requireDistinct(keys, MOST_UPDATED);
        if (!object.endsWith("__c")) {
            throw new IllegalArgumentException("only records of our own objects are ever deleted");
        }
        return keyed.delete(object, key, keys, permit);
    }

    @Override
    public Map<String, Map<String, @Nullable Object>> find(
            String object, String key, List<String> keys, List<String> fields)
            throws AdapterException {
        requireDistinct(keys, KeyedRecords.MOST_ASKED);
        return keys.isEmpty()
                ? Map.of()
                : keyed.find(key, keys, fields, object, columns(object, fields));
    }

    @Override
    public List<String> closedStatuses(String object) throws AdapterException {
        return people.closedStatuses(object);
    }

    @Override
    public Set<String> activeUsers(Collection<String> ids) throws AdapterException {
        return people.activeUsers(ids);
    }

    /** Rows stand for themselves: one that is refused must not take the others down. */
    private Map<String, WriteResult> send(
            String object, List<WriteRequest> batch, WritePermit permit) throws AdapterException {
        if (batch.isEmpty()) {
            return Map.of();
        }
        SObject[] rows = batch.stream().map(r -> SObjects.of(object, r)).toArray(SObject[]::new);
        SaveResult[] saved =
                partner.write(
                        permit,
                        connection -> {
                            connection.setAllOrNoneHeader(false);
                            return connection.update(rows);
                        });
        return SaveResults.match(batch, saved);
    }

    static WriteResult unwritable(WriteRequest request) {
        List<String> field = SObjects.unwritable(request.fields()).stream().toList();
        return new Refused(
                request.id(),
                "control_character",
                "the text holds a character that XML cannot carry; remove it in the mapping",
                field,
                false);
    }

    @Override
    public Map<String, Map<String, @Nullable Object>> retrieve(
            String object, List<String> ids, List<String> fields) throws AdapterException {
        requireDistinct(ids, MOST_RETRIEVED);
        requireIds(ids);
        if (ids.isEmpty()) {
            return Map.of();
        }
        List<ObjectDescription.Field> columns = columns(object, fields);
        String list = String.join(",", withId(columns));
        SObject[] held =
                partner.read(connection -> connection.retrieve(list, object, SObjects.array(ids)));
        return Retrieved.match(ids, fields, columns, held);
    }

    private List<ObjectDescription.Field> columns(String object, List<String> fields)
            throws AdapterException {
        ObjectDescription description = describe(object);
        var columns = new ArrayList<ObjectDescription.Field>();
        for (String field : fields) {
            Optional<ObjectDescription.Field> known = description.field(field);
            if (known.isEmpty()) {
                schemas.forget(); // so that a right given meanwhile is seen
                throw unknownField(description, field);
            }
            columns.add(known.get());
        }
        return columns;
    }

    private static AdapterException unknownField(ObjectDescription object, String field) {
        String what = Soql.Name.isName(field) ? object.name() + "." + field : object.name();
        return new AdapterException(
                Category.BAD_REQUEST,
                "INVALID_FIELD",
                what
                        + ": no such field, or our user may not see it; deploy and assign Baton's"
                        + " permission set",
                null);
    }

    /** A record bears its Id only where that is asked for. */
    private static Set<String> withId(List<ObjectDescription.Field> columns) {
        var names = new LinkedHashSet<String>(List.of("Id"));
        columns.forEach(column -> names.add(column.name()));
        return names;
    }

    /**
     * The vendor's own answer, record by record: it knows of sharing rules, roles and locks alike.
     * An id that it says nothing about is one that we may not edit.
     *
     * @see <a
     *     href="https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_userrecordaccess.htm">UserRecordAccess</a>
     */
    @Override
    public Set<String> withoutEditRight(String object, List<String> ids) throws AdapterException {
        var without = new LinkedHashSet<String>(ids);
        var all = List.copyOf(without);
        for (int from = 0; from < all.size(); from += MOST_ASKED) {
            List<String> some = all.subList(from, Math.min(all.size(), from + MOST_ASKED));
            Set<String> editable = editable(some);
            without.removeIf(id -> editable.contains(id.substring(0, 15)));
        }
        return without;
    }

    private Set<String> editable(List<String> ids) throws AdapterException {
        requireIds(ids);
        Soql.Query query = EditRights.query(user.id(), ids);
        var editable = new HashSet<String>();
        for (JsonNode row : rest.query(query, false).records()) {
            String id = row.path("RecordId").asText();
            if (Soql.RecordId.isId(id) && row.path("HasEditAccess").asBoolean(false)) {
                editable.add(id.substring(0, 15));
            }
        }
        return editable;
    }

    @Override
    public @Nullable Editor editor(String object) throws AdapterException {
        if (describe(object).field(EDITOR).isEmpty()) {
            return null;
        }
        String us = user.id();
        return new Editor(EDITOR, id -> Soql.RecordId.isId(id) && SaveResults.isSame(id, us));
    }

    @Override
    public Optional<Amounts> amounts(String object) throws AdapterException {
        return currencies.amounts(object);
    }

    @Override
    public Optional<MassWriter> mass() {
        return Optional.of(mass);
    }

    @Override
    public Optional<MassReader> massReader() {
        return Optional.of(massReader);
    }

    @Override
    public Optional<Forecast> forecast(long records, long calls, long bytes) {
        return Optional.of(volume.writing(records, calls, bytes));
    }

    static void requireBatch(List<WriteRequest> batch, int most) {
        requireDistinct(batch.stream().map(WriteRequest::id).toList(), most);
    }

    private static void requireDistinct(List<String> ids, int most) {
        if (ids.size() > most) {
            throw new IllegalArgumentException(
                    "at most " + most + " records a call, not " + ids.size());
        }
        if (new HashSet<>(ids).size() < ids.size()) {
            throw new IllegalArgumentException("a record stands twice in one batch");
        }
    }

    static void requireIds(List<String> ids) {
        if (!ids.stream().allMatch(Soql.RecordId::isId)) {
            throw new IllegalArgumentException("not the id of a record");
        }
    }

    static void requireNames(String object, List<WriteRequest> batch) {
        var names = new LinkedHashSet<>(List.of(object));
        batch.forEach(request -> names.addAll(request.fields().keySet()));
        for (String name : names) {
            boolean plain = Soql.Name.isName(name) && !name.contains(".");
            if (!plain || name.equalsIgnoreCase("Id") || name.equalsIgnoreCase("fieldsToNull")) {
                throw new IllegalArgumentException("not a field that can be written");
            }
        }
        batch.forEach(SalesforceSink::requireEachFieldOnce);
    }

    /** The vendor would take the same field in two spellings, and one of the values. */
    private static void requireEachFieldOnce(WriteRequest request) {
        long distinct = request.fields().keySet().stream().map(Soql::fold).distinct().count();
        if (distinct < request.fields().size()) {
            throw new IllegalArgumentException("a field stands twice in one request");
        }
    }

    @Override
    public long calls() {
        return meter.sent();
    }

    @Override
    public Budget budget() {
        return budget;
    }

    /** Nothing to close: {@link Salesforce} owns the connections. */
    @Override
    public void close() {}
}

package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.DataException;
import dev.baton.sandbox.SandboxClock;
import dev.baton.sandbox.salesforce.metadata.PackageContents;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Schema;
import dev.baton.sandbox.salesforce.schema.StandardSchema;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The org's schema, records and rights. Not thread-safe: whoever serves it holds one lock over each
 * request.
 */
public final class Org {
    private final Schema schema;
    private final Customization customization;
    private final Assignments assignments;
    private final Sharing sharing;
    private final SandboxClock clock;
    private final Instant opened;
    private final Stage firstStage;
    private final Map<String, TreeMap<String, Row>> tables = new TreeMap<>();
    private final Map<String, Row> byKey = new HashMap<>();
    private final List<Row> erased = new ArrayList<>();
    private final Map<String, KeyIndex> indexes = new HashMap<>();
    private final Map<String, Access> accesses = new HashMap<>();
    private String actor = OrgDefaults.INTEGRATION_USER;
    private String origin = "";
    private Instant described = View.ORG_CREATED;
    private long created;
    private @Nullable Transaction transaction;
    private Watcher watcher = Watcher.NOBODY;

    private Org(Schema schema, SandboxClock clock, OrgDefaults defaults) {
        this.schema = schema;
        this.clock = clock;
        this.opened = clock.instant();
        defaults.complete().forEach(this::add);
        this.firstStage =
                defaults.stages().stream()
                        .filter(stage -> !stage.closed())
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new DataException(
                                                "OpportunityStage.csv has no open stage; add one with IsClosed false"));
        this.customization = new Customization(this);
        this.assignments = new Assignments(this);
        this.sharing = new Sharing(this);
    }

    /**
     * An org of these exports, into which the package was deployed.
     *
     * @throws DataException for an export or a package that cannot be served
     */
    public static Org open(List<Path> dataDirs, PackageContents contents, SandboxClock clock) {
        Schema schema = StandardSchema.load();
        Features.enable(dataDirs, schema);
        contents.components().forEach(component -> CustomObjects.put(component, schema));
        List<Row> exported = new ExportReader(schema).read(dataDirs);
        Org org = new Org(schema, clock, new OrgDefaults(schema, exported));
        contents.components().forEach(org.customization::keep);
        org.assignments.assignIntegration();
        org.described = View.ORG_CREATED;
        return org;
    }

    public Schema schema() {
        return schema;
    }

    /** What was deployed. */
    public Customization customization() {
        return customization;
    }

    /** Who has which permission set and licence. */
    public Assignments assignments() {
        return assignments;
    }

    /** The rights of the user whose request is being answered. */
    public Access access() {
        return access(actor);
    }

    /** The rights of any user. */
    public Access access(String userId) {
        Access known = accesses.get(SalesforceId.key(userId));
        if (known == null) {
            known = assignments.access(userId);
            accesses.put(SalesforceId.key(userId), known);
        }
        return known;
    }

    /** Whoever asks next has rights that are read anew. */
    void rightsChanged() {
        accesses.clear();
        Instant soon = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        described = soon.isAfter(described) ? soon : described.plusSeconds(1);
    }

    /**
     * When objects, fields or anybody's rights changed last, a second or more too late: whoever
     * read them at that very instant of a clock that stands still has to read them again.
     */
    public Instant described() {
        return described;
    }

    public Sharing sharing() {
        return sharing;
    }

    /** 18 characters. */
    public String organizationId() {
        return table("Organization").values().iterator().next().id();
    }

    /** The user whose request is being answered, 18 characters. */
    public String userId() {
        return actor;
    }

    /** The user that client credentials run as, 18 characters. */
    public String integrationUserId() {
        return OrgDefaults.INTEGRATION_USER;
    }

    /**
     * Says whose request is answered from now on: rights, sharing and authorship are that user's.
     * Whoever takes up a request or a job says so first, under the org's lock.
     *
     * @param userId 18 characters
     */
    public void actFor(String userId) {
        actor = userId;
    }

    /** Says how the request came that is answered from now on, for change events. */
    public void origin(String text) {
        origin = text;
    }

    /** Whose request is being answered, and how it came. */
    public Caller caller() {
        return new Caller(actor, origin);
    }

    /**
     * Does work that somebody ordered earlier in that one's name, then goes on for who asks now.
     */
    public void actFor(Caller ordering, Runnable work) {
        Caller asking = caller();
        actor = ordering.userId();
        origin = ordering.origin();
        try {
            work.run();
        } finally {
            actor = asking.userId();
            origin = asking.origin();
        }
    }

    /** From now on tells of what is written; one at a time. */
    public void watch(Watcher hearing) {
        watcher = hearing;
    }

    /** The records as of the clock now. */
    public View view() {
        return view(clock.instant());
    }

    /** The records as of an instant. */
    public View view(Instant at) {
        return new View(opened, at, firstStage);
    }

    /** Existing records by id, those in the recycle bin included. */
    public Stream<Row> rows(ObjectType type) {
        View view = view();
        return table(type.name()).values().stream().filter(view::exists);
    }

    /** The record of a 15 or 18 character id if it exists as of the clock, deleted or not. */
    public Optional<Row> find(String id) {
        return Optional.ofNullable(byKey.get(SalesforceId.key(id))).filter(view()::exists);
    }

    /** A record as queries see it. */
    public OrgRecord record(Row row) {
        return new OrgRecord(this, view(), row);
    }

    /**
     * Live records with that value in a field that identifies records; text without regard to case
     * unless the field minds it.
     */
    public List<Row> findBy(ObjectType type, Field field, Object value) {
        View view = view();
        return index(type, field).candidates(value).stream()
                .filter(row -> view.exists(row) && !view.deleted(row))
                .filter(row -> KeyIndex.same(field, view.value(row, field.name()), value))
                .toList();
    }

    /**
     * A new record, created now by the user whose request is being answered.
     *
     * @param values by API name, in the form of {@code FieldType.Kind}
     */
    public Row create(ObjectType type, Map<String, @Nullable Object> values) {
        Map<String, Object> born = new LinkedHashMap<>();
        born.put("CreatedDate", clock.instant());
        born.put("CreatedById", userId());
        type.field("IsDeleted").ifPresent(field -> born.put("IsDeleted", false));
        corporateCurrency(type).ifPresent(code -> born.put(Features.CODE, code));
        Row row = new Row(type, nextId(type), born);
        if (type.field("Name").map(name -> name.is(Trait.AUTO_NUMBER)).orElse(false)) {
            born.put("Name", String.format(Locale.ROOT, "%s-%07d", type.prefix(), created));
        }
        add(row);
        Transaction open = transaction;
        if (open != null) {
            open.created(row);
        }
        apply(row, values);
        watcher.created(row);
        return row;
    }

    private Optional<Object> corporateCurrency(ObjectType type) {
        return type.field(Features.CODE).isEmpty()
                ? Optional.empty()
                : table(Features.CURRENCY).values().stream()
                        .filter(row -> Boolean.TRUE.equals(row.exported("IsCorporate")))
                        .map(row -> row.exported("IsoCode"))
                        .filter(Objects::nonNull)
                        .findFirst();
    }

    public void write(Row row, Map<String, @Nullable Object> values) {
        Transaction open = transaction;
        if (open != null) {
            open.before(row);
        }
        Set<String> changed = changed(row, values);
        apply(row, values);
        watcher.written(row, changed);
    }

    private Set<String> changed(Row row, Map<String, @Nullable Object> values) {
        View view = view();
        Set<String> changed = new LinkedHashSet<>();
        values.forEach(
                (field, value) -> {
                    if (!Objects.equals(view.value(row, field), value)) {
                        changed.add(field);
                    }
                });
        return changed;
    }

    private void apply(Row row, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
        all.put("LastModifiedById", userId());
        row.write(all, clock.instant());
        if (row.type().name().startsWith("PermissionSet") || row.type().name().equals("User")) {
            rightsChanged();
        }
        values.forEach((field, value) -> indexed(row, field, index -> index.add(value, row)));
    }

    /** Moves a record to the recycle bin; what makes rights is gone at once. */
    public void delete(Row row) {
        Transaction open = transaction;
        if (row.type().field("IsDeleted").isPresent()) {
            if (open != null) {
                open.before(row);
            }
            row.delete(clock.instant());
        } else {
            if (open != null) {
                open.forgotten(row);
            }
            forget(row);
        }
        watcher.deleted(row);
    }

    /**
     * Deletes a record for good: it passes by the recycle bin, and only the log of deletions tells.
     */
    public void erase(Row row) {
        if (!view().deleted(row)) {
            row.delete(clock.instant());
        }
        forget(row);
        erased.add(row);
    }

    /** Takes a record out of the recycle bin. */
    public void undelete(Row row) {
        row.undelete(clock.instant());
        watcher.undeleted(row);
    }

    /** What was erased of an object, in that order. */
    public Stream<Row> erased(ObjectType type) {
        return erased.stream().filter(row -> row.type().name().equals(type.name()));
    }

    /** Forgets a record as if it had never been. */
    void forget(Row row) {
        table(row.type().name()).remove(row.id());
        byKey.remove(SalesforceId.key(row.id()));
        row.written().forEach((field, value) -> indexed(row, field, i -> i.remove(value, row)));
        rightsChanged();
    }

    /** Has a record again that was forgotten. */
    void remember(Row row) {
        add(row);
        row.written().forEach((field, value) -> indexed(row, field, i -> i.add(value, row)));
        rightsChanged();
    }

    private void indexed(Row row, String field, Consumer<KeyIndex> change) {
        KeyIndex index = indexes.get(indexName(row.type(), field));
        if (index != null) {
            change.accept(index);
        }
    }

    /** Gives an object other fields, or adds the object. A new checkbox is not checked. */
    void redefine(ObjectType type) {
        List<Field> checkboxes =
                type.fields().stream()
                        .filter(field -> field.is(Trait.DEPLOYED))
                        .filter(field -> field.type() == FieldType.BOOLEAN && !field.calculated())
                        .toList();
        schema.put(type);
        for (Row row : table(type.name()).values()) {
            row.type(type);
            checkboxes.forEach(field -> row.exported().putIfAbsent(field.name(), false));
        }
        rightsChanged();
    }

    /** Removes a field with its values. */
    void dropField(ObjectType type, Field field) {
        redefine(type.without(field));
        table(type.name()).values().forEach(row -> row.forget(field.name()));
        indexes.remove(indexName(type, field.name()));
    }

    /** Removes an object with its records. */
    void dropObject(ObjectType type) {
        List.copyOf(table(type.name()).values()).forEach(this::forget);
        indexes.keySet().removeIf(name -> name.startsWith(type.name() + "."));
        schema.remove(type);
        rightsChanged();
    }

    /**
     * Runs steps of which either all or none are written.
     *
     * @param steps says at its end whether to keep what was written
     */
    public void atomically(BooleanSupplier steps) {
        Transaction opened = new Transaction(this);
        transaction = opened;
        watcher.begun();
        boolean keep = false;
        try {
            keep = steps.getAsBoolean();
        } finally {
            transaction = null;
            if (!keep) {
                opened.undo();
            }
            watcher.ended(keep);
        }
    }

    private KeyIndex index(ObjectType type, Field field) {
        return indexes.computeIfAbsent(
                indexName(type, field.name()),
                name -> {
                    KeyIndex index = new KeyIndex(field);
                    table(type.name())
                            .values()
                            .forEach(
                                    row -> {
                                        index.add(row.exported(field.name()), row);
                                        index.add(row.written().get(field.name()), row);
                                    });
                    return index;
                });
    }

    private static String indexName(ObjectType type, String field) {
        return type.name() + "." + field;
    }

    private String nextId(ObjectType type) {
        String id;
        do {
            created++;
            id =
                    SalesforceId.extend(
                            String.format(Locale.ROOT, "%sBt0%09d", type.prefix(), created));
        } while (byKey.containsKey(SalesforceId.key(id)));
        return id;
    }

    private void add(Row row) {
        table(row.type().name()).put(row.id(), row);
        byKey.put(SalesforceId.key(row.id()), row);
    }

    Collection<Row> all(String object) {
        return table(object).values();
    }

    private Map<String, Row> table(String object) {
        return tables.computeIfAbsent(object, name -> new TreeMap<>());
    }
}

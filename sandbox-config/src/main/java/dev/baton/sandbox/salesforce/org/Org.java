package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.DataException;
import dev.baton.sandbox.SandboxClock;
import dev.baton.sandbox.salesforce.metadata.PackageContents;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Schema;
import dev.baton.sandbox.salesforce.schema.StandardSchema;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The org's schema, records and rights. Not thread-safe: whoever serves it holds one lock over each
 * request.
 */
public final class Org {
    private final Schema schema;
    private final Access access;
    private final Sharing sharing;
    private final SandboxClock clock;
    private final Instant opened;
    private final Stage firstStage;
    private final Map<String, TreeMap<String, Row>> tables = new TreeMap<>();
    private final Map<String, Row> byKey = new HashMap<>();
    private final Map<String, KeyIndex> indexes = new HashMap<>();
    private long created;
    private @Nullable Transaction transaction;

    private Org(Schema schema, PackageContents contents, SandboxClock clock, OrgDefaults defaults) {
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
        this.access = new Access(contents.integration());
        this.sharing = new Sharing(this);
    }

    /**
     * An org of these exports, into which the package was deployed.
     *
     * @throws DataException for an export or a package that cannot be served
     */
    public static Org open(List<Path> dataDirs, PackageContents contents, SandboxClock clock) {
        Schema schema = StandardSchema.load();
        CustomObjects.deploy(contents, schema);
        List<Row> exported = new ExportReader(schema).read(dataDirs);
        return new Org(schema, contents, clock, new OrgDefaults(schema, exported));
    }

    public Schema schema() {
        return schema;
    }

    public Access access() {
        return access;
    }

    public Sharing sharing() {
        return sharing;
    }

    /** 18 characters. */
    public String organizationId() {
        return table("Organization").values().iterator().next().id();
    }

    /** The user that all calls run as, 18 characters. */
    public String userId() {
        return OrgDefaults.INTEGRATION_USER;
    }

    /** The records as of the clock now. */
    public View view() {
        return new View(opened, clock.instant(), firstStage);
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
     * A new record, created by the integration user now.
     *
     * @param values by API name, in the form of {@code FieldType.Kind}
     */
    public Row create(ObjectType type, Map<String, @Nullable Object> values) {
        Map<String, Object> born = new LinkedHashMap<>();
        born.put("CreatedDate", clock.instant());
        born.put("CreatedById", userId());
        type.field("IsDeleted").ifPresent(field -> born.put("IsDeleted", false));
        Row row = new Row(type, nextId(type), born);
        if (type.field("Name").map(name -> name.is(Trait.AUTO_NUMBER)).orElse(false)) {
            born.put("Name", String.format(Locale.ROOT, "%s-%07d", type.prefix(), created));
        }
        add(row);
        Transaction open = transaction;
        if (open != null) {
            open.created(row);
        }
        write(row, values);
        return row;
    }

    public void write(Row row, Map<String, @Nullable Object> values) {
        Transaction open = transaction;
        if (open != null) {
            open.before(row);
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
        all.put("LastModifiedById", userId());
        row.write(all, clock.instant());
        values.forEach(
                (field, value) -> {
                    KeyIndex index = indexes.get(indexName(row.type(), field));
                    if (index != null && value != null) {
                        index.add(value, row);
                    }
                });
    }

    public void delete(Row row) {
        Transaction open = transaction;
        if (open != null) {
            open.before(row);
        }
        row.delete(clock.instant());
    }

    /**
     * Runs steps of which either all or none are written.
     *
     * @param steps says at its end whether to keep what was written
     */
    public void atomically(BooleanSupplier steps) {
        Transaction opened = new Transaction(this);
        transaction = opened;
        boolean keep = false;
        try {
            keep = steps.getAsBoolean();
        } finally {
            transaction = null;
            if (!keep) {
                opened.undo();
            }
        }
    }

    /** Forgets a record that a transaction created and does not keep. */
    void forget(Row row) {
        table(row.type().name()).remove(row.id());
        byKey.remove(SalesforceId.key(row.id()));
        row.written()
                .forEach(
                        (field, value) -> {
                            KeyIndex index = indexes.get(indexName(row.type(), field));
                            if (index != null) {
                                index.remove(value, row);
                            }
                        });
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

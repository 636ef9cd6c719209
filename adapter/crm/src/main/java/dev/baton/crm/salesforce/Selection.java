package dev.baton.crm.salesforce;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import dev.baton.port.Finding;
import dev.baton.port.StreamRequest;
import dev.baton.port.Withheld;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A request, resolved against what the org shows our user.
 *
 * @param columns one for each field asked for, in that order
 * @param stamp the field that orders the stream: SystemModstamp, which every change moves, or
 *     LastModifiedDate where an object has no better
 * @param created whether the object says when a record was created
 * @param tombstones whether the object marks its deleted records
 * @param merges whether a deleted record says which one took it over
 * @param filled only rows that hold something here are wanted, null for all
 * @param doubled the field that marks rows which say again what another object's say, null for none
 * @param dated the field whose day decides which rate an amount is worth, null for today's
 * @param rates of the org's currencies; those of none where no column holds amounts in several
 */
record Selection(
        ObjectSchema object,
        List<Column> columns,
        String stamp,
        boolean created,
        boolean tombstones,
        boolean merges,
        @Nullable String filled,
        @Nullable String doubled,
        @Nullable String dated,
        Rates rates) {
    static final String MASTER = "MasterRecordId";

    /** A person account has a contact of its own: it would be counted twice. */
    private static final String PERSON = "IsPersonAccount";

    Selection {
        columns = List.copyOf(columns);
    }

    /** Of an org with one currency, with all its rows. */
    Selection(
            ObjectSchema object,
            List<Column> columns,
            String stamp,
            boolean created,
            boolean tombstones,
            boolean merges,
            @Nullable String filled) {
        this(object, columns, stamp, created, tombstones, merges, filled, null, null, Rates.NONE);
    }

    /** Whether a column holds amounts, each in its record's own currency. */
    boolean isInCurrencies() {
        return columns.stream().anyMatch(column -> column.currency() != null);
    }

    Selection with(Rates others) {
        return new Selection(
                object,
                columns,
                stamp,
                created,
                tombstones,
                merges,
                filled,
                doubled,
                dated,
                others);
    }

    /**
     * A field that was asked for.
     *
     * @param path as the request spells it, one or two words
     * @param names the same as the vendor spells it
     * @param type of the field that the path ends in
     * @param currency the field that tells in which currency an amount is, null for what is none or
     *     where there is but one
     */
    record Column(
            List<String> path, List<String> names, String type, @Nullable List<String> currency) {
        Column {
            path = List.copyOf(path);
            names = List.copyOf(names);
        }

        Column(List<String> path, List<String> names, String type) {
            this(path, names, type, null);
        }

        static Column of(
                List<String> path, List<String> names, ObjectSchema.Field field, ObjectSchema in) {
            boolean several =
                    field.type().equals("currency") && in.field(Currencies.CODE).isPresent();
            var currency = new ArrayList<>(names.subList(0, names.size() - 1));
            currency.add(Currencies.CODE);
            return new Column(path, names, field.type(), several ? currency : null);
        }

        Soql.Name name() {
            return new Soql.Name(String.join(".", names));
        }
    }

    /** A resolved request, or everything that is wrong with it. */
    record Resolved(
            @Nullable Selection selection,
            List<Finding> problems,
            List<Withheld> withheld,
            boolean unknownObject) {
        Resolved {
            problems = List.copyOf(problems);
            withheld = List.copyOf(withheld);
        }

        /** The selection, or BAD_REQUEST that names the first problem. */
        Selection orThrow() throws AdapterException {
            if (selection == null || !problems.isEmpty()) {
                Finding first = problems.getFirst();
                String hint = first.where() + ": " + first.what() + "; " + first.fix();
                throw new AdapterException(Category.BAD_REQUEST, "mapping_refused", hint, null);
            }
            return selection;
        }
    }

    /** Looks up the object and each field, with one describe an object that is not known yet. */
    static Resolved resolve(StreamRequest request, Schemas schemas) throws AdapterException {
        String stream = request.stream();
        Optional<ObjectSchema> object = isPlain(stream) ? schemas.of(stream) : Optional.empty();
        return object.isEmpty()
                ? new Resolved(null, List.of(Problems.noObject(stream)), List.of(), true)
                : new Resolution(object.get(), schemas, request).resolve(request);
    }

    /** What the query asks for: the key, what a record is made of, then the columns. */
    List<Soql.Name> select() {
        var names = new LinkedHashSet<>(frame());
        columns.forEach(column -> names.add(column.name()));
        for (Column column : columns) {
            List<String> currency = column.currency();
            if (currency != null) {
                names.add(new Soql.Name(String.join(".", currency)));
            }
        }
        if (dated != null && isInCurrencies()) {
            names.add(new Soql.Name(dated));
        }
        return List.copyOf(names);
    }

    /** What orders the rows. */
    List<Soql.Name> key() {
        return List.of(new Soql.Name("Id"), new Soql.Name(stamp));
    }

    /** The key, and what a record is made of besides its fields. */
    List<Soql.Name> frame() {
        var names = new ArrayList<>(key());
        if (created) {
            names.add(new Soql.Name("CreatedDate"));
        }
        if (tombstones) {
            names.add(new Soql.Name("IsDeleted"));
        }
        if (merges) {
            names.add(new Soql.Name(MASTER));
        }
        return names;
    }

    private static boolean isPlain(String name) {
        return Soql.Name.isName(name) && !name.contains(".");
    }

    /** Resolves the fields of one object and gathers what is wrong on the way. */
    private static final class Resolution {
        private final ObjectSchema object;
        private final Schemas schemas;
        private final List<Finding> problems = new ArrayList<>();
        private final List<Withheld> withheld = new ArrayList<>();
        private final SortedSet<String> asHeld;
        private final boolean rereads;

        Resolution(ObjectSchema object, Schemas schemas, StreamRequest request) {
            this.object = object;
            this.schemas = schemas;
            this.asHeld = request.asHeld();
            this.rereads = request.rereads();
        }

        Resolved resolve(StreamRequest request) throws AdapterException {
            var columns = new ArrayList<Column>();
            for (String path : request.fields()) {
                column(path).ifPresent(columns::add);
            }
            Optional<String> stamp = stamp();
            if (stamp.isEmpty() || !object.queryable()) {
                problems.add(Problems.noOrder(object));
                return new Resolved(null, problems, withheld, false);
            }
            boolean created = object.field("CreatedDate").isPresent();
            boolean tombstones = object.field("IsDeleted").isPresent();
            boolean merges = tombstones && object.field(MASTER).isPresent();
            return new Resolved(
                    new Selection(
                            object,
                            columns,
                            stamp.get(),
                            created,
                            tombstones,
                            merges,
                            filled(request),
                            doubled(request),
                            dated(),
                            Rates.NONE),
                    problems,
                    withheld,
                    false);
        }

        /** A mapping that reads the mark itself gets every row. */
        private @Nullable String doubled(StreamRequest request) {
            boolean asked = request.fields().stream().anyMatch(PERSON::equalsIgnoreCase);
            return object.name().equals("Contact") && !asked
                    ? object.field(PERSON).map(ObjectSchema.Field::name).orElse(null)
                    : null;
        }

        /** Dated rates are for opportunities; all else is worth what it is at today's rate. */
        private @Nullable String dated() {
            return object.name().equals("Opportunity")
                    ? object.field("CloseDate").map(ObjectSchema.Field::name).orElse(null)
                    : null;
        }

        private @Nullable String filled(StreamRequest request) throws AdapterException {
            return request.filled() == null
                    ? null
                    : column(request.filled()).map(each -> each.name().text()).orElse(null);
        }

        private Optional<String> stamp() {
            return object.field("SystemModstamp")
                    .or(() -> object.field("LastModifiedDate"))
                    .map(ObjectSchema.Field::name);
        }

        private Optional<Column> column(String path) throws AdapterException {
            List<String> words = List.of(path.split("\\.", -1));
            if (words.size() > 2 || !words.stream().allMatch(Selection::isPlain)) {
                problems.add(Problems.noPath(object, path));
                return Optional.empty();
            }
            return words.size() == 1 ? own(path) : parents(path, words);
        }

        private Optional<Column> own(String path) {
            Optional<ObjectSchema.Field> field = object.field(path);
            if (field.isEmpty()) {
                withhold(path, Problems.noField(object, path, object.fieldNames()));
            }
            field.ifPresent(f -> requireTraceable(path, f));
            return field.map(
                    f ->
                            asHeld.contains(path)
                                    ? new Column(List.of(path), List.of(f.name()), f.type())
                                    : Column.of(List.of(path), List.of(f.name()), f, object));
        }

        private void withhold(String path, Finding finding) {
            problems.add(finding);
            withheld.add(new Withheld(path, finding));
        }

        /** A formula or a roll-up may change while its record's stamp stays. */
        private void requireTraceable(String path, ObjectSchema.Field field) {
            if (field.described().calculated() && !rereads) {
                problems.add(Problems.calculated(object, path));
            }
        }

        private Optional<Column> parents(String path, List<String> words) throws AdapterException {
            Optional<ObjectSchema.Field> way = object.relationship(words.get(0));
            if (way.isEmpty()) {
                withhold(path, Problems.noField(object, path, object.relationshipNames()));
                return Optional.empty();
            }
            var known = new ArrayList<String>();
            for (String parent : way.get().parents()) {
                Optional<ObjectSchema> schema = schemas.of(parent);
                Optional<ObjectSchema.Field> field = schema.flatMap(s -> s.field(words.get(1)));
                if (field.isPresent()) {
                    requireTraceable(path, field.get());
                    return Optional.of(column(words, way.get(), field.get(), schema.orElseThrow()));
                }
                schema.ifPresent(s -> known.addAll(s.fieldNames()));
            }
            withhold(path, Problems.noParentField(object, path, words, known));
            return Optional.empty();
        }

        private static Column column(
                List<String> words,
                ObjectSchema.Field way,
                ObjectSchema.Field field,
                ObjectSchema parent) {
            String relationship = Objects.requireNonNull(way.relationship());
            return Column.of(words, List.of(relationship, field.name()), field, parent);
        }
    }
}

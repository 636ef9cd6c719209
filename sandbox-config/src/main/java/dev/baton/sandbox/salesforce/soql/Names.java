package dev.baton.sandbox.salesforce.soql;

import dev.baton.sandbox.salesforce.org.Access;
import dev.baton.sandbox.salesforce.schema.Children;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Field.Lookup;
import dev.baton.sandbox.salesforce.schema.Field.Size;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Schema;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks up what a query names. What the user may not read does not exist for him. */
final class Names {
    /** Paths follow at most five relationships. */
    private static final int MAX_PARENTS = 5;

    private static final Field ANY_NAME =
            Field.of("Name", FieldType.STRING, Size.text(255), Trait.NAME, Trait.NILLABLE);
    private static final Field ANY_ID = Field.of("Id", FieldType.ID, Size.text(18));

    private final Schema schema;
    private final Access access;
    private final SoqlErrors errors;

    Names(Schema schema, Access access, SoqlErrors errors) {
        this.schema = schema;
        this.access = access;
        this.errors = errors;
    }

    ObjectType object(Token from) {
        return schema.find(from.text())
                .filter(type -> access.object(type).read())
                .orElseThrow(() -> errors.noSuchObject(from.at(), from.text()));
    }

    /** What a subquery's FROM names: a relationship to children. */
    Children children(ObjectType parent, Token from) {
        return Children.named(schema, parent, from.text())
                .filter(children -> access.readable(children.object(), children.field()))
                .orElseThrow(() -> errors.noSuchChildren(from.at(), from.text()));
    }

    /** The fields that FIELDS() stands for, those that the user may read. */
    List<Column> fields(ObjectType object, Query.FieldSet set) {
        return access.readableFields(object).stream()
                .filter(
                        field ->
                                switch (set) {
                                    case ALL -> true;
                                    case STANDARD -> !field.is(Trait.CUSTOM);
                                    case CUSTOM -> field.is(Trait.CUSTOM);
                                })
                .map(field -> new Column(List.of(), field))
                .toList();
    }

    Column column(ObjectType object, FieldPath path) {
        List<String> segments = path.segments();
        if (segments.size() > MAX_PARENTS + 1) {
            throw errors.malformed(path.at(), "a field path follows at most five relationships");
        }
        List<Field> parents = new ArrayList<>();
        List<ObjectType> candidates = List.of(object);
        // The object's own name may stand in front: SELECT Account.Name FROM Account.
        boolean qualified =
                segments.size() > 1 && segments.getFirst().equalsIgnoreCase(object.name());
        for (String segment : segments.subList(qualified ? 1 : 0, segments.size() - 1)) {
            Field lookup = relationship(candidates, segment, path);
            parents.add(lookup);
            candidates = targets(lookup);
        }
        return new Column(parents, leaf(candidates, segments.getLast(), path));
    }

    private Field relationship(List<ObjectType> candidates, String name, FieldPath path) {
        return candidates.stream()
                .flatMap(
                        type ->
                                type.relationship(name).stream()
                                        .filter(field -> access.readable(type, field)))
                .findFirst()
                .orElseThrow(() -> errors.noSuchRelationship(path.at(), name));
    }

    private List<ObjectType> targets(Field lookup) {
        Lookup to = lookup.lookup();
        return to == null
                ? List.of()
                : to.targets().stream().flatMap(name -> schema.find(name).stream()).toList();
    }

    private Field leaf(List<ObjectType> candidates, String name, FieldPath path) {
        Optional<Field> found =
                candidates.stream()
                        .flatMap(
                                type ->
                                        type.field(name).stream()
                                                .filter(field -> access.readable(type, field)))
                        .findFirst();
        if (found.isEmpty() && candidates.size() != 1) {
            found = ofAnyRecord(name);
        }
        String entity = candidates.size() == 1 ? candidates.getFirst().name() : "Name";
        return found.orElseThrow(() -> errors.noSuchColumn(path.at(), name, entity));
    }

    /** What every record behind a lookup to many objects has. */
    private static Optional<Field> ofAnyRecord(String name) {
        if (name.equalsIgnoreCase("Name")) {
            return Optional.of(ANY_NAME);
        }
        return name.equalsIgnoreCase("Id") ? Optional.of(ANY_ID) : Optional.empty();
    }
}

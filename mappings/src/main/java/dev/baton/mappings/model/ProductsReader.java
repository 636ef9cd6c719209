package dev.baton.mappings.model;

import dev.baton.core.health.Products;
import dev.baton.core.measure.Measure;
import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordType;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads {@code products} of a model, and which measures count of the primary one alone. */
final class ProductsReader {
    private static final String NAME = "products";
    private static final String DECLARED = "declared";

    private final Names names;
    private final Filled filled;
    private final Problems.InFile problems;

    ProductsReader(Names names, Filled filled, Problems.InFile problems) {
        this.names = names;
        this.filled = filled;
        this.problems = problems;
    }

    /** The declared products, the names of their dimension's segments; empty without products. */
    static Optional<List<String>> order(Section model) {
        return model.node(NAME) instanceof Node.Mapping products
                ? products.entries().stream()
                        .filter(entry -> entry.name().equals("order"))
                        .findFirst()
                        .map(Node.Entry::value)
                        .filter(Node.Sequence.class::isInstance)
                        .map(list -> texts((Node.Sequence) list))
                : Optional.empty();
    }

    private static List<String> texts(Node.Sequence list) {
        return list.items().stream()
                .filter(Node.Scalar.class::isInstance)
                .map(item -> ((Node.Scalar) item).text())
                .toList();
    }

    /** Null when there is none, or when something is wrong, told. */
    @Nullable Products read(Section model) {
        SortedMap<String, Position> restricted = restricted(model);
        Section section = model.has(NAME) ? model.section(NAME, Shapes.PRODUCTS) : null;
        if (section == null) {
            if (!model.has(NAME)) {
                restricted.values().forEach(this::tellOfNone);
            }
            return null;
        }
        String field = section.text("field");
        List<RecordType> types = field == null ? List.of() : types(field, section);
        List<String> order = declared(section);
        Products.Rule rule = types.isEmpty() ? null : rule(section, types);
        return field == null || rule == null || order.isEmpty()
                ? null
                : new Products(field, types, order, rule, new TreeSet<>(restricted.keySet()));
    }

    private List<String> declared(Section section) {
        List<Node> items = section.items("order", "products");
        var order = new ArrayList<String>();
        for (Node item : items) {
            String name = Section.text(item, problems);
            if (name != null && order.contains(name)) {
                problems.error(item.at(), name + " is there twice", "keep one of the two");
            } else if (name != null) {
                order.add(name);
            }
        }
        if (section.node("order") instanceof Node.Sequence && items.isEmpty()) {
            problems.error(section.at("order"), "order is empty", "name at least one product");
        }
        return order;
    }

    /** The record types that have the field, as a text. */
    private List<RecordType> types(String field, Section section) {
        var types = new ArrayList<RecordType>();
        filled.fields()
                .forEach(
                        (type, given) -> {
                            if (given.contains(field) && type != RecordType.ACCOUNT) {
                                types.add(type);
                            }
                        });
        types.removeIf(type -> !isText(type, field));
        if (types.isEmpty() && filled.complete()) {
            problems.error(
                    section.at("field"),
                    "no source of usage, tickets or deals fills " + field + " with a text",
                    "declare " + field + ": {from: PATH, type: text, nature: fixed} in one");
        }
        return types;
    }

    private boolean isText(RecordType type, String field) {
        return filled.vocabulary()
                .field(type, field)
                .map(FieldSpec::type)
                .filter(FieldType.TEXT::equals)
                .isPresent();
    }

    private Products.@Nullable Rule rule(Section section, List<RecordType> types) {
        Node node = section.node("primary");
        if (node instanceof Node.Scalar) {
            return section.word("primary", List.of(DECLARED)) == null
                    ? null
                    : new Products.Rule.Declared();
        }
        Section primary = section.section("primary", Shapes.PRIMARY);
        String form = primary == null ? null : primary.oneOf(Shapes.PRIMARY.keys(), "a rule");
        if (primary == null || form == null) {
            return null;
        }
        return form.equals("most") ? most(primary, types) : newest(primary, types);
    }

    private Products.@Nullable Rule most(Section primary, List<RecordType> types) {
        Section section = primary.section("most", Shapes.PER);
        Measure measure =
                section == null
                        ? null
                        : new MeasureReader(names, filled, problems).unnamed(NAME, section);
        return measure == null || !hasProducts(measure.over(), section, types)
                ? null
                : new Products.Rule.Most(measure);
    }

    private Products.@Nullable Rule newest(Section primary, List<RecordType> types) {
        Section section = primary.section("newest", Shapes.NEWEST);
        Measure measure =
                section == null
                        ? null
                        : new MeasureReader(names, filled, problems).newest(NAME, section);
        return measure == null || !hasProducts(measure.over(), section, types)
                ? null
                : new Products.Rule.Newest(measure);
    }

    private boolean hasProducts(
            RecordType over, @Nullable Section section, List<RecordType> types) {
        boolean has = types.contains(over);
        if (!has && section != null) {
            problems.error(
                    section.at("over"),
                    "no " + over.word() + " names a product",
                    "use one of: "
                            + String.join(", ", types.stream().map(RecordType::word).toList()));
        }
        return has;
    }

    private void tellOfNone(Position at) {
        problems.error(
                at,
                "this counts of one product, and the model has no products",
                "write products: {field: …, order: […], primary: …}");
    }

    /** The measures of the primary product, and where they say so. */
    private static SortedMap<String, Position> restricted(Section model) {
        var restricted = new TreeMap<String, Position>();
        if (model.node("measures") instanceof Node.Mapping measures) {
            for (Node.Entry measure : measures.entries()) {
                if (measure.value() instanceof Node.Mapping parts) {
                    parts.entries().stream()
                            .filter(part -> part.name().equals(MeasureReader.PRODUCT))
                            .findFirst()
                            .ifPresent(part -> restricted.put(measure.name(), part.key().at()));
                }
            }
        }
        return restricted;
    }
}

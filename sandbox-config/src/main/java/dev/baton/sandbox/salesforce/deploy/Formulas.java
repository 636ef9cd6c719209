package dev.baton.sandbox.salesforce.deploy;

import dev.baton.sandbox.salesforce.metadata.Component;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.metadata.PackageContents;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Schema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which custom fields formulas name. The sandbox computes no formula; names are what a deployment
 * checks first, and what keeps a field from being deleted.
 */
final class Formulas {
    /** A path such as {@code Account.Baton_Health__c}; globals start with a dollar sign. */
    private static final Pattern PATH = Pattern.compile("\\$?[A-Za-z]\\w*(?:\\.[A-Za-z]\\w*)*");

    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    private Formulas() {}

    /** The formula of a rule or a calculated field. */
    static Optional<String> of(Component component) {
        return switch (component) {
            case Component.ValidationRule rule -> Optional.of(rule.formula());
            case Component.CustomField field -> Optional.ofNullable(field.field().formula());
            case Component.CustomObject object -> Optional.empty();
            case Component.Permissions permissions -> Optional.empty();
            case Component.Kept kept -> Optional.empty();
        };
    }

    private static String objectOf(Component component) {
        return component.fullName().substring(0, component.fullName().indexOf('.'));
    }

    /** The fields of the object itself that a formula names and the schema lacks. */
    static Optional<String> missing(Schema schema, Component component) {
        List<ObjectType> types =
                PackageContents.appearsOn(objectOf(component)).stream()
                        .flatMap(name -> schema.find(name).stream())
                        .toList();
        return of(component).stream()
                .flatMap(formula -> paths(formula).stream())
                .filter(path -> path.endsWith("__c") && !path.contains("."))
                .filter(path -> types.stream().noneMatch(type -> type.field(path).isPresent()))
                .findFirst();
    }

    private static Set<String> paths(String formula) {
        Set<String> paths = new LinkedHashSet<>();
        Matcher matcher = PATH.matcher(TEXT.matcher(formula).replaceAll(" "));
        while (matcher.find()) {
            paths.add(matcher.group());
        }
        return paths;
    }

    /** What names a field, as the vendor lists it: {@code Validation Rule - X}. */
    static Stream<String> referrers(Draft draft, String field) {
        Stream<String> rules =
                draft.all(MetadataType.VALIDATION_RULE)
                        .filter(rule -> names(draft.schema(), rule, field))
                        .map(rule -> "Validation Rule - " + lastName(rule));
        Stream<String> fields =
                draft.all(MetadataType.CUSTOM_FIELD)
                        .filter(other -> !other.fullName().equalsIgnoreCase(field))
                        .filter(other -> names(draft.schema(), other, field))
                        .map(other -> "Custom Field - " + lastName(other));
        return Stream.concat(rules, fields);
    }

    private static String lastName(Component component) {
        return component.fullName().substring(component.fullName().indexOf('.') + 1);
    }

    /** Whether the component's formula leads to the field, on its own object or a parent's. */
    static boolean names(Schema schema, Component component, String field) {
        return of(component).stream()
                .flatMap(formula -> paths(formula).stream())
                .anyMatch(path -> leadsTo(schema, objectOf(component), path, field));
    }

    private static boolean leadsTo(Schema schema, String object, String path, String field) {
        int dot = field.indexOf('.');
        String end = path.substring(path.lastIndexOf('.') + 1);
        if (!end.equalsIgnoreCase(field.substring(dot + 1))) {
            return false;
        }
        Optional<ObjectType> at = schema.find(object);
        String[] names = path.split("\\.", -1);
        for (int i = 0; i < names.length - 1 && at.isPresent(); i++) {
            String relationship = names[i];
            at =
                    at.flatMap(type -> type.relationship(relationship))
                            .map(Field::lookup)
                            .flatMap(lookup -> schema.find(lookup.targets().getFirst()));
        }
        String holder = names.length == 1 ? object : at.map(ObjectType::name).orElse("");
        return holder.equalsIgnoreCase(field.substring(0, dot));
    }
}

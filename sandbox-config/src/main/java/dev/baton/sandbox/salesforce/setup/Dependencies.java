package dev.baton.sandbox.salesforce.setup;

import dev.baton.sandbox.salesforce.metadata.Component;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.org.Customization;
import dev.baton.sandbox.salesforce.org.Source;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which deployed components name which custom fields and objects, as MetadataComponentDependency
 * tells. Who may do what is no dependency, and neither is a translation.
 */
final class Dependencies {
    private static final Set<MetadataType> NO_DEPENDENCY =
            Set.of(
                    MetadataType.PERMISSION_SET,
                    MetadataType.PROFILE,
                    MetadataType.TRANSLATIONS,
                    MetadataType.OBJECT_TRANSLATION,
                    MetadataType.CUSTOM_LABEL,
                    MetadataType.CUSTOM_LABELS);

    private Dependencies() {}

    static Stream<Source> rows(Customization parts, ObjectType object) {
        List<Source> rows = new ArrayList<>();
        List<Component> named = new ArrayList<>(parts.all(MetadataType.CUSTOM_FIELD));
        parts.all(MetadataType.CUSTOM_OBJECT).stream()
                .filter(Component.CustomObject.class::isInstance)
                .forEach(named::add);
        for (MetadataType type : MetadataType.values()) {
            if (NO_DEPENDENCY.contains(type)) {
                continue;
            }
            for (Component user : parts.all(type)) {
                for (Component used : named) {
                    if (!user.equals(used) && uses(user, used.fullName())) {
                        rows.add(row(parts, object, user, used));
                    }
                }
            }
        }
        return rows.stream();
    }

    private static Source row(
            Customization parts, ObjectType object, Component user, Component used) {
        return new SetupRow(object, null)
                .with("MetadataComponentId", parts.id(user.type(), user.fullName()))
                .with("MetadataComponentName", name(user))
                .with("MetadataComponentType", user.type().apiName())
                .with("RefMetadataComponentId", parts.id(used.type(), used.fullName()))
                .with("RefMetadataComponentName", name(used))
                .with("RefMetadataComponentType", used.type().apiName());
    }

    private static String name(Component component) {
        String name = component.fullName();
        String last = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
        return SetupTables.developerName(last);
    }

    /** A field is used by what names it and its object, or is a part of that object. */
    private static boolean uses(Component user, String used) {
        String text = text(user);
        int dot = used.indexOf('.');
        String object = dot < 0 ? "" : used.substring(0, dot);
        boolean there =
                dot < 0 || user.fullName().startsWith(object + ".") || isNamed(text, object);
        return there && isNamed(text, used.substring(dot + 1));
    }

    /** What a component says, in its own language. */
    static String text(Component component) {
        return switch (component) {
            case Component.Kept kept -> kept.content();
            case Component.ValidationRule rule -> rule.formula();
            case Component.CustomField field ->
                    Objects.requireNonNullElse(field.field().formula(), "");
            case Component.CustomObject object -> "";
            case Component.Permissions permissions -> "";
        };
    }

    private static boolean isNamed(String text, String name) {
        return text.contains(name)
                && Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)")
                        .matcher(text)
                        .find();
    }
}

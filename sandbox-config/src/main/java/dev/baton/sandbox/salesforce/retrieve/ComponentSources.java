package dev.baton.sandbox.salesforce.retrieve;

import dev.baton.sandbox.salesforce.deploy.FileProperties;
import dev.baton.sandbox.salesforce.metadata.Component;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.metadata.MetadataXml;
import dev.baton.sandbox.salesforce.metadata.PackageContents;
import dev.baton.sandbox.salesforce.org.Customization;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the org's components say, as XML without its root: of a deployed one what was deployed, of
 * objects and fields of an export what the schema knows.
 */
public final class ComponentSources {
    private final Org org;

    public ComponentSources(Org org) {
        this.org = org;
    }

    /**
     * One component without its parts.
     *
     * @return empty where the org has none of that name, or keeps no XML of it, as of bundles
     */
    public Optional<String> own(MetadataType type, String fullName) {
        Optional<String> deployed =
                org.customization()
                        .find(type, fullName)
                        .map(Component::content)
                        .filter(content -> type != MetadataType.LIGHTNING_BUNDLE);
        if (deployed.isPresent()) {
            return deployed;
        }
        return switch (type) {
            case CUSTOM_OBJECT ->
                    org.schema()
                            .find(PackageContents.appearsOn(fullName).getFirst())
                            .map(ComponentSources::object);
            case CUSTOM_FIELD ->
                    org.customization().fields(fullName).stream()
                            .map(Customization.Place::field)
                            .filter(field -> field.is(Trait.CUSTOM))
                            .map(FieldSource::of)
                            .findFirst();
            default -> Optional.empty();
        };
    }

    /** One component with all its parts, as its file and readMetadata have it. */
    public Optional<String> whole(MetadataType type, String fullName) {
        Collection<MetadataType> parts = type.children();
        return own(type, fullName)
                .map(
                        own -> {
                            StringBuilder all = new StringBuilder(own);
                            for (MetadataType part : parts) {
                                names(part, type, fullName)
                                        .forEach(name -> all.append(part(part, name)));
                            }
                            return all.toString();
                        });
    }

    /** One part in the element that its parent's file holds it in; "" if there is none. */
    String part(MetadataType type, String fullName) {
        return own(type, fullName)
                .map(own -> "<%1$s>%2$s</%1$s>".formatted(type.directory(), own))
                .orElse("");
    }

    private List<String> names(MetadataType part, MetadataType parent, String fullName) {
        String prefix = fullName.toLowerCase(Locale.ROOT) + ".";
        return FileProperties.names(org, part)
                .filter(
                        name ->
                                parent == MetadataType.CUSTOM_LABELS
                                        || name.toLowerCase(Locale.ROOT).startsWith(prefix))
                .sorted()
                .toList();
    }

    private static String object(ObjectType type) {
        if (!type.custom()) {
            return "";
        }
        Optional<Field> name = type.field("Name");
        String nameField =
                name.map(
                                field ->
                                        "<nameField><label>%s</label><type>%s</type></nameField>"
                                                .formatted(
                                                        MetadataXml.escaped(field.label()),
                                                        field.is(Trait.AUTO_NUMBER)
                                                                ? "AutoNumber"
                                                                : "Text"))
                        .orElse("");
        return "<deploymentStatus>Deployed</deploymentStatus><label>%s</label>%s<pluralLabel>%s</pluralLabel><sharingModel>ReadWrite</sharingModel>"
                .formatted(
                        MetadataXml.escaped(type.label()),
                        nameField,
                        MetadataXml.escaped(type.plural()));
    }
}

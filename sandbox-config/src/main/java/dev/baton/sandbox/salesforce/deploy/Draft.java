package dev.baton.sandbox.salesforce.deploy;

import dev.baton.sandbox.salesforce.deploy.ComponentResult.Effect;
import dev.baton.sandbox.salesforce.metadata.Component;
import dev.baton.sandbox.salesforce.metadata.ComponentProblem;
import dev.baton.sandbox.salesforce.metadata.MetadataType;
import dev.baton.sandbox.salesforce.metadata.PackageContents;
import dev.baton.sandbox.salesforce.org.CustomObjects;
import dev.baton.sandbox.salesforce.org.Customization;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Schema;
import dev.baton.sandbox.salesforce.schema.Trait;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The org as it would be after the steps tried so far. */
final class Draft {
    private final Org org;
    private final Schema schema;
    private final Map<MetadataType, Map<String, Component>> components =
            new EnumMap<>(MetadataType.class);
    private final List<Step> steps = new ArrayList<>();

    /** What is done to the org in the end. */
    sealed interface Step {
        void run(Customization customization);

        record Add(Component component) implements Step {
            @Override
            public void run(Customization customization) {
                customization.deploy(component);
            }
        }

        record Remove(MetadataType type, String fullName) implements Step {
            @Override
            public void run(Customization customization) {
                customization.remove(type, fullName);
            }
        }
    }

    Draft(Org org) {
        this.org = org;
        this.schema = org.schema().copy();
        for (MetadataType type : MetadataType.values()) {
            Map<String, Component> ofType = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            org.customization().all(type).forEach(each -> ofType.put(each.fullName(), each));
            components.put(type, ofType);
        }
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    Schema schema() {
        return schema;
    }

    Stream<Component> all(MetadataType type) {
        return of(type).values().stream();
    }

    private Map<String, Component> of(MetadataType type) {
        return components.getOrDefault(type, Map.of());
    }

    boolean exists(MetadataType type, String fullName) {
        return switch (type) {
            case CUSTOM_OBJECT -> schema.find(fullName).filter(ObjectType::custom).isPresent();
            case CUSTOM_FIELD ->
                    Customization.places(schema, fullName).stream()
                            .anyMatch(place -> place.field().is(Trait.CUSTOM));
            default -> of(type).containsKey(fullName);
        };
    }

    /**
     * Takes a component over.
     *
     * @throws ComponentProblem if the org would refuse it
     */
    Effect add(Component component) throws ComponentProblem {
        new ComponentCheck(this).check(component);
        boolean there = exists(component.type(), component.fullName());
        Component before = of(component.type()).put(component.fullName(), component);
        CustomObjects.put(component, schema);
        steps.add(new Step.Add(component));
        if (!there && !standard(component)) {
            return Effect.CREATED;
        }
        boolean saysNothing = standard(component) && component.content().isEmpty();
        return saysNothing || component.equals(before) ? Effect.NONE : Effect.CHANGED;
    }

    /** The vendor's own object, of which a deployment brings no more than its parts. */
    private boolean standard(Component component) {
        return component.type() == MetadataType.CUSTOM_OBJECT
                && PackageContents.appearsOn(component.fullName()).stream()
                        .flatMap(name -> schema.find(name).stream())
                        .anyMatch(type -> !type.custom());
    }

    void requireFormula(Component component) throws ComponentProblem {
        new ComponentCheck(this).requireFormula(component);
    }

    /** Undoes an addition that turned out to be impossible. */
    void takeBack(Component component) {
        steps.remove(new Step.Add(component));
        of(component.type()).remove(component.fullName());
        if (component instanceof Component.CustomField field) {
            for (String object : PackageContents.appearsOn(field.object())) {
                Optional<Field> old =
                        org.schema().find(object).flatMap(type -> type.field(field.field().name()));
                ObjectType now = schema.get(object);
                schema.put(
                        old.isPresent()
                                ? now.plus(List.of(old.get()))
                                : now.without(field.field()));
            }
        }
    }

    /**
     * Removes a component that exists.
     *
     * @throws ComponentProblem if people still have it
     */
    void remove(MetadataType type, String fullName) throws ComponentProblem {
        if (type == MetadataType.PERMISSION_SET && org.assignments().assignedByName(fullName)) {
            throw new ComponentProblem(
                    "You can't delete the permission set %s because it's assigned to one or more users"
                            .formatted(fullName));
        }
        of(type).remove(fullName);
        if (type == MetadataType.CUSTOM_FIELD) {
            for (Customization.Place place : Customization.places(schema, fullName)) {
                schema.put(place.type().without(place.field()));
            }
        }
        if (type == MetadataType.CUSTOM_OBJECT) {
            schema.find(fullName).ifPresent(schema::remove);
            String prefix = fullName + ".";
            for (MetadataType part : type.children()) {
                of(part).keySet()
                        .removeIf(name -> name.regionMatches(true, 0, prefix, 0, prefix.length()));
            }
        }
        steps.add(new Step.Remove(type, fullName));
    }

    /** Does not remove a field after all. */
    void keep(MetadataType type, String fullName) {
        steps.remove(new Step.Remove(type, fullName));
        org.customization()
                .find(type, fullName)
                .ifPresent(component -> of(type).put(fullName, component));
        for (Customization.Place place : Customization.places(org.schema(), fullName)) {
            schema.find(place.type().name())
                    .ifPresent(object -> schema.put(object.plus(List.of(place.field()))));
        }
    }

    /** What still names a component that was removed, in the vendor's words. */
    Optional<String> referrer(MetadataType type, String fullName) {
        return type == MetadataType.CUSTOM_FIELD
                ? Formulas.referrers(this, fullName).findFirst()
                : Optional.empty();
    }
}

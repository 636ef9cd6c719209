package dev.baton.sandbox.salesforce.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** All objects of the org. Changes when metadata is deployed; the org's lock guards it. */
public final class Schema {
    private final TreeMap<String, ObjectType> objects = new TreeMap<>();

    /** The same objects, to try changes on. */
    public Schema copy() {
        Schema copy = new Schema();
        copy.objects.putAll(objects);
        return copy;
    }

    /** Adds the object, or puts it in the place of one with the same name. */
    public void put(ObjectType object) {
        objects.put(object.name().toLowerCase(Locale.ROOT), object);
    }

    public void remove(ObjectType object) {
        objects.remove(object.name().toLowerCase(Locale.ROOT));
    }

    public Optional<ObjectType> find(String name) {
        return Optional.ofNullable(objects.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * The object of a name that is known to exist.
     *
     * @throws IllegalArgumentException for a name that {@link #find} does not know
     */
    public ObjectType get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no object " + name));
    }

    /** Sorted by name. */
    public List<ObjectType> all() {
        return new ArrayList<>(objects.values());
    }
}

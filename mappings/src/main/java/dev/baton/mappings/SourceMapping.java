package dev.baton.mappings;

import dev.baton.core.model.RecordType;
import dev.baton.mappings.translate.Expression;
import dev.baton.mappings.translate.FieldRule;
import dev.baton.mappings.translate.Membership;
import dev.baton.mappings.translate.Raw;
import dev.baton.mappings.translate.Translated;
import dev.baton.mappings.translate.Translator;
import dev.baton.port.StreamRequest;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How one stream's records become canonical ones.
 *
 * @param name the file's, without folder and ending
 * @param children what its expressions look at besides the record, in the order of the file
 * @param customer which accounts are customers; null for all, and for sources of other records
 * @param link template of the address a person opens a record at, {@code {id}} in place of its id;
 *     null for none
 */
public record SourceMapping(
        String name,
        MappedStream landing,
        Route route,
        List<Children> children,
        @Nullable Expression customer,
        @Nullable String link,
        Translator translator) {

    public SourceMapping {
        children = List.copyOf(children);
    }

    public String connection() {
        return landing.connection();
    }

    public String stream() {
        return landing.stream();
    }

    public RecordType type() {
        return translator.type();
    }

    /** The word for the object in references that people see: {@code Account}, {@code ticket}. */
    public String object() {
        return translator.object();
    }

    /** Exactly the source's paths in use. */
    public StreamRequest request() {
        return landing.request();
    }

    /** As {@link MappedStream#fingerprint()}. */
    public String fingerprint() {
        return landing.fingerprint();
    }

    /** As {@link MappedStream#hashed()}. */
    public SortedSet<String> hashed() {
        return landing.hashed();
    }

    /** As {@link MappedStream#parent}. */
    public @Nullable String parent(Map<String, @Nullable Object> rawFields) {
        return landing.parent(rawFields);
    }

    /** The canonical fields it fills, in alphabetical order. */
    public SortedSet<String> fields() {
        var names = new TreeSet<String>();
        for (FieldRule rule : translator.rules()) {
            names.add(rule.spec().name());
        }
        return names;
    }

    /** Where a person opens a record; null when the mapping does not say. */
    public @Nullable String address(String id) {
        return link == null ? null : link.replace("{id}", id);
    }

    /** Whether an account is a customer: everybody is where the mapping does not say. */
    public Membership membership(Raw account) {
        return customer == null ? new Membership.Customer() : customer.membership(account);
    }

    /**
     * Translates one record: a pure function of its arguments.
     *
     * @param related this record's children by their names; a name that is not there has none
     */
    public Translated translate(Raw raw, Map<String, List<Raw>> related) {
        return translator.translate(raw, related);
    }
}

package dev.baton.crm.salesforce;

import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import java.util.List;

/** What is wrong with a mapping, told with what to do about it. */
final class Problems {
    private static final String PERMISSION_SET =
            "correct the mapping, or let our user see it by Baton's permission set";

    private Problems() {}

    static Finding noObject(String stream) {
        return Finding.error(
                where(shown(stream)), "no such object, or our user may not see it", PERMISSION_SET);
    }

    /** The same, where the names of all objects are at hand. */
    static Finding noObject(String stream, List<String> known) {
        return Finding.error(
                where(shown(stream)),
                "no such object, or our user may not see it",
                meant(stream, known, ""));
    }

    static Finding noField(ObjectSchema object, String path, List<String> known) {
        return Finding.error(
                where(object.name() + "." + path),
                "no such field, or our user may not see it",
                meant(path.split("\\.", 2)[0], known, ""));
    }

    static Finding noParentField(
            ObjectSchema object, String path, List<String> words, List<String> known) {
        return Finding.error(
                where(object.name() + "." + path),
                "no such field of the parent, or our user may not see it",
                meant(words.get(1), known, words.get(0) + "."));
    }

    static Finding noPath(ObjectSchema object, String path) {
        return Finding.error(
                where(object.name() + "." + shown(path)),
                "not the path of a field",
                "name a field, or a parent and its field: Name, Owner.Name");
    }

    static Finding noOrder(ObjectSchema object) {
        return Finding.error(
                where(object.name()),
                "cannot be read as a stream: it is not queryable or has no modification stamp",
                "map an object that has the field SystemModstamp");
    }

    static Finding calculated(ObjectSchema object, String path) {
        return Finding.error(
                where(object.name() + "." + path),
                "a formula or roll-up: no record says when its value changes",
                "map the fields that it is made of, or write reread_days: 1 into its source");
    }

    static Finding notDeployed(ObjectDescription object, String field) {
        List<String> known = object.fields().stream().map(ObjectDescription.Field::name).toList();
        return Finding.error(
                where(object.name() + "." + shown(field)),
                "no such field, or our user may not see it",
                meant(field, known, ""));
    }

    static Finding notUpdateable(String object, String field) {
        return Finding.error(
                where(object + "." + field),
                "our user may not edit the field",
                "assign our user the permission set Baton_Integration");
    }

    private static String meant(String typed, List<String> known, String before) {
        return NearestName.of(typed, known)
                .map(name -> "did you mean " + before + name + "? Else " + PERMISSION_SET)
                .orElse(PERMISSION_SET);
    }

    private static String where(String what) {
        return "salesforce." + what;
    }

    /** A mapping may hold anything; what is no name is not repeated. */
    private static String shown(String name) {
        return Soql.Name.isName(name) ? name : "?";
    }
}

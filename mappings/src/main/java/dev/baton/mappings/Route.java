package dev.baton.mappings;

/** How a record finds its account. */
public sealed interface Route {

    /** It is the account. */
    record Itself() implements Route {}

    /**
     * It names the account's id in the CRM.
     *
     * @param key dotted path
     */
    record Direct(String key) implements Route {}

    /**
     * It carries the same key as the account. Letter case is set aside, as when organisations are
     * linked; what is the same key for two accounts then belongs to neither.
     *
     * @param field a text field of the account
     * @param key dotted path
     */
    record SameKey(String field, String key) implements Route {}

    /**
     * It names a record of another stream, and belongs where that one belongs: an organisation that
     * is linked to an account, or a record that has a route itself. No routes run in a circle.
     *
     * @param key dotted path
     */
    record Through(String connection, String stream, String key) implements Route {}
}

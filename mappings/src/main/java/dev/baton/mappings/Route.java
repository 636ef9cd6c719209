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
     * It names a record of another stream, and belongs where that one belongs: an organisation that
     * is linked to an account, or a record that has a route itself. No routes run in a circle.
     *
     * @param key dotted path
     */
    record Through(String connection, String stream, String key) implements Route {}
}

package dev.baton.mappings.link;

/** One way to find the account an organisation is. */
public sealed interface LinkRule {

    /** A dotted path into the organisation. */
    String path();

    /** The organisation names the account's own id, of 18 or 15 characters; exact letter case. */
    record AccountId(String path) implements LinkRule {}

    /**
     * Both carry the same key. Letter case is set aside, as helpdesks do; what is the same key for
     * two accounts then is ambiguous.
     *
     * @param field a text field of the account
     */
    record SameKey(String field, String path) implements LinkRule {}

    /**
     * Both have the same internet domain, and no other account has it. Domains that anyone can get
     * an address in say nothing.
     *
     * @param field a text field of the account: a domain or a web address
     * @param path a domain or a list of domains
     */
    record SameDomain(String field, String path) implements LinkRule {}
}

package dev.baton.sandbox.salesforce.soql;

/**
 * A piece of a query.
 *
 * @param text as written; of a string what it stands for
 * @param at where it begins, from 0
 */
record Token(Kind kind, String text, int at) {
    enum Kind {
        WORD,
        STRING,
        NUMBER,
        DATE,
        DATETIME,
        SYMBOL,
        END
    }

    boolean symbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean keyword(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }
}

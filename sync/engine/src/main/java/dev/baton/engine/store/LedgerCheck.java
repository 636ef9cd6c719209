package dev.baton.engine.store;

/** What following the ledger's chain from its first to its last line showed. */
public sealed interface LedgerCheck {

    /**
     * Every line is as it was written, none is missing.
     *
     * @param lines how many there are
     * @param head the last line's digest, hexadecimal: whoever noted it down can tell later that
     *     nothing before it changed
     * @param adopted how many of the first lines were written before ledgers were chained; they
     *     have not changed since they were
     */
    record Sound(long lines, String head, long adopted) implements LedgerCheck {}

    /**
     * A line was changed, added or taken away.
     *
     * @param seq number of the first line that does not fit
     * @param why free of values
     */
    record Broken(long seq, String why) implements LedgerCheck {}
}

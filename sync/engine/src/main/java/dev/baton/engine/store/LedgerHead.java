package dev.baton.engine.store;

/**
 * The ledger's end.
 *
 * @param seq number of its last line, 0 where there is none
 * @param chain the last line's digest, over it and all lines before it
 */
record LedgerHead(long seq, byte[] chain) {}

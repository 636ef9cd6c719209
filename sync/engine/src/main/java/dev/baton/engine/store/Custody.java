package dev.baton.engine.store;

import java.sql.SQLException;

/**
 * How a state is kept from other hands: what a store does around its transactions so that nobody
 * else changes the state beside it, and nobody changed it since.
 */
interface Custody {
    /** Of one who only looks. */
    Custody NONE =
            new Custody() {
                @Override
                public void fence() {}

                @Override
                public void renew() {}

                @Override
                public void enter(Transaction transaction) {}

                @Override
                public void appended(LedgerHead head) {}

                @Override
                public void closing() {}

                @Override
                public void closed() {}
            };

    /**
     * Before each send to a CRM, which no transaction guards.
     *
     * @throws LeaseLostException if the state is in other hands since
     * @throws StoreException if what becomes of the send could not be stored
     */
    void fence();

    /**
     * Before a transaction.
     *
     * @throws LeaseLostException if the state is in other hands since
     */
    void renew();

    /**
     * The first statements of each transaction that changes something.
     *
     * @throws LeaseLostException if the state is in other hands since
     */
    void enter(Transaction transaction) throws SQLException;

    /** After each commit that added to the ledger. */
    void appended(LedgerHead head);

    /** Before the connections are closed. */
    void closing();

    /** After the connections are closed. */
    void closed();
}

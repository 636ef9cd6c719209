package dev.baton.engine.store;

import javax.crypto.SecretKey;

/**
 * What is derived from an installation's key for one state.
 *
 * @param state its {@link Identity#state}
 * @param data closes columns: AES-256
 * @param chain chains the ledger's lines: HMAC-SHA-256
 * @param versions tells versions of a record apart: HMAC-SHA-256
 * @param seal signs what is kept beside the database: HMAC-SHA-256
 */
record StateKeys(
        String state, SecretKey data, SecretKey chain, SecretKey versions, SecretKey seal) {
    private static final String MAC = "HmacSHA256";

    static StateKeys of(MasterKey key, String state) {
        return new StateKeys(
                state,
                key.derived("data " + state, "AES"),
                key.derived("ledger " + state, MAC),
                key.derived("versions " + state, MAC),
                key.derived("seal " + state, MAC));
    }
}

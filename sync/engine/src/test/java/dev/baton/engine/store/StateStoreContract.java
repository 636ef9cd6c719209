package dev.baton.engine.store;

/** All that a database must keep to be Baton's memory. */
abstract class StateStoreContract
        implements LandingContract,
                JournalContract,
                ModelContract,
                SafetyContract,
                GuardContract,
                CallsContract {}

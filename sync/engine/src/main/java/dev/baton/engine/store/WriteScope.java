package dev.baton.engine.store;

/** Which of our writes are meant. */
public sealed interface WriteScope {

    /** All of one run. */
    record OfRun(String run) implements WriteScope {
        @Override
        public String toString() {
            return "run " + run;
        }
    }

    /**
     * All about one account, its tasks and snapshots among them.
     *
     * @param account its id, 18 characters
     */
    record OfAccount(String account) implements WriteScope {
        @Override
        public String toString() {
            return "account " + account;
        }
    }

    /** All of one field of the CRM. */
    record OfField(String field) implements WriteScope {
        @Override
        public String toString() {
            return "field " + field;
        }
    }
}

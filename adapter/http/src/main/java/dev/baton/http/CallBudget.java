package dev.baton.http;

import dev.baton.port.AdapterException;

/** Decides before every try whether we may still call. Thread-safe. */
public interface CallBudget {

    /**
     * Takes one call out of the budget.
     *
     * @throws AdapterException BUDGET when there is none left
     */
    void beforeCall() throws AdapterException;

    /** Learns from an answer, whatever its status. */
    void after(HttpAnswer answer);

    /** No limit of ours. */
    static CallBudget unlimited() {
        return new CallBudget() {
            @Override
            public void beforeCall() {}

            @Override
            public void after(HttpAnswer answer) {}
        };
    }
}

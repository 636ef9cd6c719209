package dev.baton.http;

import dev.baton.port.AdapterException;

/** Takes every try out of the budget, and shows the budget every answer. */
record Budgeted(Exchange next, CallBudget budget) implements Exchange {

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        budget.beforeCall();
        HttpAnswer answer = next.send(call);
        budget.after(answer);
        return answer;
    }
}

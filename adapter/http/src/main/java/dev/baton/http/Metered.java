package dev.baton.http;

import dev.baton.port.AdapterException;

/** Counts what goes out. Nothing but the wire is below it. */
record Metered(Exchange next, CallMeter meter) implements Exchange {

    @Override
    public HttpAnswer send(HttpCall call) throws AdapterException {
        meter.sending();
        try {
            return next.send(call);
        } catch (AdapterException failure) {
            if (failure.code().equals(Failures.NOT_SENT)
                    || failure.code().equals(Failures.CERTIFICATE_REFUSED)) {
                meter.neverLeft();
            }
            throw failure;
        }
    }
}

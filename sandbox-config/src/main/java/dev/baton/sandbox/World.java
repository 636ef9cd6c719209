package dev.baton.sandbox;

import dev.baton.sandbox.host.Handler;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Everything behind the port: the vendors, the control plane, the log of what was asked, one clock
 * for all.
 */
final class World implements Handler {
    // RFC 1123 with two digits for the day, as RFC 9110 wants it and the JDK's own constant does
    // not.
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final SandboxClock clock;
    private final List<Vendor> vendors;
    private final ControlPlane control;
    private final RequestLog log;

    World(SandboxClock clock, List<Vendor> vendors, RequestLog log, ControlPlane control) {
        this.clock = clock;
        this.vendors = List.copyOf(vendors);
        this.log = log;
        this.control = control;
    }

    @Override
    public SandboxReply handle(SandboxRequest request) {
        return answer(request).withHeader("Date", HTTP_DATE.format(clock.instant()));
    }

    private SandboxReply answer(SandboxRequest request) {
        if (ControlPlane.serves(request.path())) {
            return control.handle(request);
        }
        SandboxReply reply = ask(request);
        log.add(request, reply);
        return reply;
    }

    private SandboxReply ask(SandboxRequest request) {
        for (Vendor vendor : vendors) {
            if (vendor.serves(request.path())) {
                return guarded(vendor, request);
            }
        }
        return SandboxReply.json(
                404,
                "{\"error\":\"not_found\",\"message\":\"no vendor of the sandbox serves this path\"}");
    }

    /**
     * A fault of the simulator must look like one: loud here, and never like an answer of the
     * vendor's.
     */
    private static SandboxReply guarded(Vendor vendor, SandboxRequest request) {
        try {
            return vendor.handle(request);
        } catch (RuntimeException e) {
            System.err.println(
                    "sandbox: " + request.method() + " " + request.path() + " broke the simulator");
            e.printStackTrace();
            return SandboxReply.json(
                    500,
                    "{\"error\":\"simulator_fault\",\"message\":\"see the sandbox's stderr\"}");
        }
    }
}

package dev.baton.sandbox;

import dev.baton.sandbox.host.Host;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sandbox is started with.
 *
 * @param data folders of org exports, at least one
 * @param asOf where the clock stands at the start
 * @param port 0 for any free one
 * @param configOut where Baton's configuration goes
 * @param mappings folder named in that configuration
 * @param orgPackage the SFDX project already installed in the simulated org; null for an org
 *     without it
 * @param exportCallsPerMinute limit of the helpdesk's incremental export, in real time
 * @param callsPerMinute limit of all other calls of the helpdesk, in real time; 0 for none
 * @param jwtKeys certificates or public keys by which the simulated org believes assertions
 * @param scenario what goes wrong in the simulated org; null for nothing
 * @param changeEvents objects whose changes the simulated org tells; empty for none, and then
 *     nothing listens for subscribers
 */
record Settings(
        List<Path> data,
        Instant asOf,
        int port,
        Path configOut,
        Path mappings,
        @Nullable Path orgPackage,
        int exportCallsPerMinute,
        int callsPerMinute,
        Host.Kind server,
        List<Path> jwtKeys,
        @Nullable Path scenario,
        List<String> changeEvents) {
    Settings {
        data = List.copyOf(data);
        jwtKeys = List.copyOf(jwtKeys);
        changeEvents = List.copyOf(changeEvents);
    }
}

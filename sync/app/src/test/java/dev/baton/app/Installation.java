package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.store.Intent;
import dev.baton.engine.store.LedgerEntry;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StreamKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sandbox of its own with a Baton that works on it, and a relay between them. */
final class Installation implements AutoCloseable {
    private static final String CRM = "crm";
    private static final int WHOLE = 1_000_000;

    final SandboxProcess sandbox;
    final Relay relay;

    private Installation(SandboxProcess sandbox, Relay relay) {
        this.sandbox = sandbox;
        this.relay = relay;
    }

    /**
     * Of the invented company.
     *
     * @param folder of its own; made if it is not there
     */
    static Installation of(Path data, Mapping mapping, Path folder) throws Exception {
        var sandbox =
                SandboxProcess.serve(
                        data,
                        Demo.AS_OF,
                        Files.createDirectories(folder),
                        "--mappings",
                        mapping.folder().toString());
        try {
            return new Installation(sandbox, Relay.before(sandbox));
        } catch (Exception e) {
            sandbox.close();
            throw e;
        }
    }

    Path config() {
        return sandbox.config;
    }

    /** Another configuration of the same systems, which remembers nothing. */
    Path forgetful(String name) throws Exception {
        return Files.writeString(config().resolveSibling(name), Files.readString(config()));
    }

    /** Keeps the state in another folder from now on. */
    void keepStateIn(Path folder) throws Exception {
        Files.writeString(config(), Files.readString(config()) + "state: \"" + folder + "\"\n");
    }

    /** A sync in peace, to its end, after which nothing is in doubt and nothing left to do. */
    void calmSync(String... options) throws Exception {
        Cli.Result sync = sync(options);
        assertThat(sync.exit()).as(sync.out() + sync.err()).isIn(0, 3);
        assertThat(unsettled().stream().map(Intent::record)).as("in doubt").isEmpty();
    }

    Cli.Result sync(String... options) {
        return Cli.run(config(), BatonProcess.with("sync", options));
    }

    CrmImage image() throws Exception {
        return CrmImage.of(sandbox);
    }

    List<Intent> unsettled() {
        try (StateStore store = store()) {
            return store.unsettled(CRM);
        }
    }

    /** Jobs that may still be under way, by object. */
    Map<String, String> jobs() {
        try (StateStore store = store()) {
            return store.jobs(CRM);
        }
    }

    /** The cursor of a stream of the CRM, if it was read at all. */
    Optional<String> cursor(String stream) {
        if (!(ConfigReader.read(config()) instanceof ConfigReader.Read.Good good)) {
            throw new IllegalStateException("no configuration");
        }
        Optional<StateStore> found = Memory.find(good.config());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (StateStore store = found.get()) {
            return store.checkpoint(new StreamKey(CRM, stream)).map(each -> each.cursor().value());
        }
    }

    /** The entries after a number. */
    List<LedgerEntry> ledger(long afterSeq) {
        try (StateStore store = store()) {
            return store.ledger(afterSeq, WHOLE);
        }
    }

    private StateStore store() {
        if (!(ConfigReader.read(config()) instanceof ConfigReader.Read.Good good)) {
            throw new IllegalStateException("no configuration");
        }
        return Memory.existing(good.config());
    }

    @Override
    public void close() throws IOException {
        try (sandbox) {
            relay.close();
        }
    }
}

package dev.baton.sandbox.salesforce.deploy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deployment on its way. Guarded by the org's lock. */
public final class DeployJob {
    private final String id;
    private final DeployOptions options;
    private final String createdBy;
    private final Instant created;
    private byte[] zip;
    private boolean noticed;
    private Status status = Status.PENDING;
    private @Nullable Instant started;
    private @Nullable Instant completed;
    private DeployResult result = new DeployResult(List.of());

    /** How far it is, as the vendor says it. */
    public enum Status {
        PENDING("Pending"),
        IN_PROGRESS("InProgress"),
        SUCCEEDED("Succeeded"),
        SUCCEEDED_PARTIAL("SucceededPartial"),
        FAILED("Failed"),
        CANCELED("Canceled");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    DeployJob(String id, byte[] zip, DeployOptions options, String createdBy, Instant created) {
        this.id = id;
        this.zip = zip;
        this.options = options;
        this.createdBy = createdBy;
        this.created = created;
    }

    /** 18 characters, prefix 0Af. */
    public String id() {
        return id;
    }

    public DeployOptions options() {
        return options;
    }

    /** The user who asked for it, 18 characters. */
    public String createdBy() {
        return createdBy;
    }

    public Instant created() {
        return created;
    }

    /** When work began; null while it waits. */
    public @Nullable Instant started() {
        return started;
    }

    /** Null until it is done. */
    public @Nullable Instant completed() {
        return completed;
    }

    /** When anything of it changed last. */
    public Instant modified() {
        if (completed != null) {
            return completed;
        }
        return started == null ? created : started;
    }

    public Status status() {
        return status;
    }

    /** Empty until it is done. */
    public DeployResult result() {
        return result;
    }

    public boolean done() {
        return completed != null;
    }

    byte[] zip() {
        return zip;
    }

    /** Whether the org has come by it once; a deployment waits at least that long. */
    boolean noticed() {
        boolean before = noticed;
        noticed = true;
        return before;
    }

    void start(Instant now) {
        status = Status.IN_PROGRESS;
        started = now;
    }

    void complete(DeployResult outcome, Instant now) {
        boolean refused = !outcome.failures().isEmpty();
        result = outcome;
        status =
                !refused
                        ? Status.SUCCEEDED
                        : options.rollbackOnError() || outcome.deployed() == 0
                                ? Status.FAILED
                                : Status.SUCCEEDED_PARTIAL;
        end(now);
    }

    void cancel(Instant now) {
        status = Status.CANCELED;
        end(now);
    }

    private void end(Instant now) {
        completed = now;
        zip = new byte[0]; // A long session holds many deployments, and none is read again.
    }
}

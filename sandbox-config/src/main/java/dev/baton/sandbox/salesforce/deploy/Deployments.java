package dev.baton.sandbox.salesforce.deploy;

import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Caller;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.SalesforceId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * All deployments of the org. Each waits, is in progress and then done, one step for every request
 * that the org answers after it: an org goes on working whoever asks, and a deployment that nobody
 * asks about ends all the same. Guarded by the org's lock.
 */
public final class Deployments {
    private final Org org;
    private final Map<String, DeployJob> jobs = new LinkedHashMap<>();

    public Deployments(Org org) {
        this.org = org;
    }

    /**
     * Takes a zip in.
     *
     * @throws ApiException INSUFFICIENT_ACCESS if the user may not deploy
     */
    public DeployJob submit(byte[] zip, DeployOptions options) {
        requireAdministrator(org);
        String id = SalesforceId.extend(String.format(Locale.ROOT, "0AfBt%010d", jobs.size() + 1));
        DeployJob job = new DeployJob(id, zip, options, org.userId(), org.view().now());
        jobs.put(SalesforceId.key(id), job);
        return job;
    }

    /**
     * Refuses whoever may not use the Metadata API.
     *
     * @throws ApiException INSUFFICIENT_ACCESS
     */
    public static void requireAdministrator(Org org) {
        if (!org.access().administers()) {
            throw new ApiException(
                    403,
                    "INSUFFICIENT_ACCESS",
                    "use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions");
        }
    }

    /**
     * A deployment by its id.
     *
     * @throws ApiException INVALID_CROSS_REFERENCE_KEY for an id that none has
     */
    public DeployJob find(String id) {
        requireAdministrator(org);
        DeployJob job = jobs.get(SalesforceId.key(id));
        if (job == null) {
            throw new ApiException(
                    404, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id: " + id);
        }
        return job;
    }

    /**
     * Stops one that is not done.
     *
     * @throws ApiException INVALID_ID_FIELD if it is done
     */
    public DeployJob cancel(String id) {
        DeployJob job = find(id);
        if (job.done()) {
            throw ApiException.badRequest(
                    "INVALID_ID_FIELD", "Deployment already completed: " + job.id());
        }
        job.cancel(org.view().now());
        return job;
    }

    /** Lets every deployment come one step on; it acts as the user who asked for it. */
    public void goOn() {
        for (DeployJob job : jobs.values()) {
            if (job.done() || !job.noticed()) {
                continue;
            }
            if (job.status() == DeployJob.Status.PENDING) {
                job.start(org.view().now());
            } else {
                org.actFor(new Caller(job.createdBy(), ""), () -> complete(job));
            }
        }
    }

    private void complete(DeployJob job) {
        job.complete(Deployment.run(org, job.zip(), job.options()), org.view().now());
    }
}

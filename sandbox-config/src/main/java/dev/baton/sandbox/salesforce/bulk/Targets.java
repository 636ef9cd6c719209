package dev.baton.sandbox.salesforce.bulk;

import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.ObjectType;

/** Finds what a job is to write to, with the rights of who creates it. */
public final class Targets {
    private final Org org;

    public Targets(Org org) {
        this.org = org;
    }

    /**
     * The target of a new job.
     *
     * @param object API name
     * @param key the field that an upsert finds records by, as the job names it; "" for none
     * @throws ApiException INVALIDJOB, FEATURENOTENABLED
     */
    public Target of(IngestOperation operation, String object, String key) {
        ObjectType type = object(object);
        if (operation == IngestOperation.HARD_DELETE && !mayErase()) {
            throw ApiException.badRequest(
                    "FEATURENOTENABLED",
                    "FeatureNotEnabled : hardDelete operation requires special user profile permission, please contact your system administrator");
        }
        return new Target(
                operation, type, operation == IngestOperation.UPSERT ? key(type, key) : null);
    }

    /**
     * The object of a job.
     *
     * @throws ApiException INVALIDJOB for one that the user cannot see
     */
    public ObjectType object(String name) {
        return org.schema()
                .find(name)
                .filter(type -> org.access().object(type).read())
                .orElseThrow(() -> invalidJob("Unable to find object: " + name));
    }

    /** No profile has the right by itself: a permission set grants it. */
    private boolean mayErase() {
        return org.access().permissions().userPermissions().contains("BulkApiHardDelete");
    }

    private Field key(ObjectType object, String name) {
        if (name.isEmpty()) {
            throw invalidJob(
                    "External ID was blank for "
                            + object.name()
                            + ". An External ID must be specified for upsert.");
        }
        return object.field(name)
                .filter(field -> org.access().readable(object, field))
                .filter(HeaderRow::identifies)
                .orElseThrow(
                        () ->
                                invalidJob(
                                        "Field name provided, "
                                                + name
                                                + " does not match an External ID, Salesforce Id, or indexed field for "
                                                + object.name()));
    }

    private static ApiException invalidJob(String message) {
        return ApiException.badRequest("INVALIDJOB", "InvalidJob : " + message);
    }
}

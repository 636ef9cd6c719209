package dev.baton.sandbox.salesforce.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.salesforce.bulk.BulkApi;
import dev.baton.sandbox.salesforce.session.ApiUsage;

/** limits and limits/recordCount. */
final class LimitsResource {
    private static final long MAX_QUERY_JOBS = 10_000;
    private static final long MAX_BATCHES = 15_000;

    private final ApiUsage usage;
    private final BulkApi bulk;
    private final ObjectResource objects;

    LimitsResource(ApiUsage usage, BulkApi bulk, ObjectResource objects) {
        this.usage = usage;
        this.bulk = bulk;
        this.objects = objects;
    }

    SandboxReply get(Route route) {
        if (route.is("GET", "limits", "recordCount")) {
            return objects.counts(route);
        }
        if (!route.is("GET", "limits")) {
            throw RestApi.notAllowed(route);
        }
        ObjectNode body = Json.object();
        put(body, "ConcurrentAsyncGetReportInstances", 200, 0);
        put(body, "DailyApiRequests", usage.max(), usage.used());
        put(body, "DailyAsyncApexExecutions", 250_000, 0);
        put(body, "DailyBulkApiBatches", MAX_BATCHES, bulk.batches());
        put(body, "DailyBulkV2QueryFileStorageMB", 976_562, bulk.resultMegabytes());
        put(body, "DailyBulkV2QueryJobs", MAX_QUERY_JOBS, bulk.queryJobs());
        put(body, "DataStorageMB", 10_240, 0);
        put(body, "FileStorageMB", 10_240, 0);
        put(body, "SingleEmail", 5_000, 0);
        return Json.reply(200, body);
    }

    private static void put(ObjectNode body, String name, long max, long used) {
        body.putObject(name).put("Max", max).put("Remaining", Math.max(0, max - used));
    }
}

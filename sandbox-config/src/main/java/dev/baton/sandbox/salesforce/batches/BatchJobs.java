package dev.baton.sandbox.salesforce.batches;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.sandbox.ReplyContent;
import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import dev.baton.sandbox.salesforce.batches.BatchJob.Work;
import dev.baton.sandbox.salesforce.bulk.IngestOperation;
import dev.baton.sandbox.salesforce.bulk.Targets;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.SalesforceId;
import dev.baton.sandbox.salesforce.rest.Json;
import dev.baton.sandbox.salesforce.write.Writer;
import dev.baton.sandbox.salesforce.xml.Element;
import dev.baton.sandbox.salesforce.xml.XmlReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The org's jobs of Bulk API 1.0, and what clients do with them. */
final class BatchJobs {
    private static final int MAX_BATCH = 10_000_000;

    private final Org org;
    private final Targets targets;
    private final BatchWorker worker;
    private final Runnable counted;
    private final Map<String, BatchJob> byId = new HashMap<>();
    private long ids;

    BatchJobs(Org org, Writer writer, Runnable counted) {
        this.org = org;
        this.targets = new Targets(org);
        this.worker = new BatchWorker(org, writer);
        this.counted = counted;
    }

    private String nextId(String prefix) {
        return SalesforceId.extend(String.format(Locale.ROOT, "%sBa0%09d", prefix, ++ids));
    }

    BatchJob get(String id) {
        BatchJob job = byId.get(SalesforceId.key(id));
        if (job == null) {
            throw new AsyncException("InvalidJob", "Unable to find job for id: " + id);
        }
        return job;
    }

    SandboxReply create(SandboxRequest request, int version, boolean json) {
        Map<String, String> asked = properties(request);
        String operation = asked.getOrDefault("operation", "");
        String object = asked.getOrDefault("object", "");
        DataFormat format = DataFormat.of(asked.get("contentType"));
        String mode = asked.getOrDefault("concurrencyMode", "Parallel");
        if (!mode.equals("Parallel") && !mode.equals("Serial")) {
            throw new AsyncException(
                    "InvalidJob", "concurrencyMode must be Parallel or Serial, not " + mode);
        }
        Work work;
        String name;
        try {
            work = work(operation, object, asked.getOrDefault("externalIdFieldName", ""));
            name = targets.object(object).name();
        } catch (ApiException e) {
            throw AsyncException.of(e);
        }
        var job =
                new BatchJob(
                        new BatchJob.Heading(
                                nextId("750"),
                                operation,
                                name,
                                org.caller(),
                                org.view().now(),
                                mode,
                                format,
                                version),
                        work);
        byId.put(SalesforceId.key(job.heading().id()), job);
        return Info.one(201, "jobInfo", job.describe(), json);
    }

    private Work work(String operation, String object, String key) {
        return operation.equals("query") || operation.equals("queryAll")
                ? new Work.Query(operation.equals("queryAll"))
                : new Work.Ingest(targets.of(IngestOperation.of(operation), object, key));
    }

    private static Map<String, String> properties(SandboxRequest request) {
        Map<String, String> all = new LinkedHashMap<>();
        try {
            if (DataFormat.JSON.isNamedBy(request.header("content-type"))) {
                ObjectNode body = Json.parse(request.body());
                body.properties()
                        .forEach(value -> all.put(value.getKey(), value.getValue().asText("")));
                all.values().removeIf(String::isEmpty);
            } else {
                Element body = XmlReader.read(request.body());
                body.children().forEach(child -> all.put(child.name(), child.text().strip()));
            }
        } catch (ApiException e) {
            throw new AsyncException("InvalidJob", "Failed to parse the request: " + e.text());
        }
        return all;
    }

    SandboxReply end(BatchJob job, SandboxRequest request, boolean json) {
        job.end(properties(request).getOrDefault("state", ""), org.view().now());
        return Info.one(200, "jobInfo", job.describe(), json);
    }

    SandboxReply status(BatchJob job, boolean json) {
        stepAll(job);
        return Info.one(200, "jobInfo", job.describe(), json);
    }

    SandboxReply list(BatchJob job, boolean json) {
        stepAll(job);
        List<Map<String, @Nullable Object>> all =
                job.batches().stream().map(Batch::describe).toList();
        return Info.several("batchInfoList", "batchInfo", all, json);
    }

    private void stepAll(BatchJob job) {
        job.batches().forEach(batch -> worker.step(job, batch));
    }

    SandboxReply add(BatchJob job, SandboxRequest request, boolean json) {
        job.requireOpen();
        DataFormat format = job.heading().format();
        if (!format.isNamedBy(request.header("content-type"))) {
            throw AsyncException.invalidBatch(
                    "The content type of a batch must be that of its job, "
                            + format
                            + ", not "
                            + request.header("content-type"));
        }
        if (request.body().length > MAX_BATCH) {
            throw AsyncException.clientInput(
                    "Failed to read request. Exceeded max size limit of " + MAX_BATCH);
        }
        if (request.body().length == 0) {
            throw AsyncException.clientInput("Unable to find any data to create batch");
        }
        var batch = new Batch(nextId("751"), job.heading().id(), org.view().now(), request.body());
        job.add(batch);
        counted.run();
        return Info.one(201, "batchInfo", batch.describe(), json);
    }

    SandboxReply status(BatchJob job, Batch batch, boolean json) {
        worker.step(job, batch);
        return Info.one(200, "batchInfo", batch.describe(), json);
    }

    SandboxReply request(BatchJob job, Batch batch) {
        return new SandboxReply(
                200,
                Map.of("content-type", job.heading().format().contentType()),
                ReplyContent.of(batch.data()),
                "",
                false);
    }

    /**
     * Of rows their results; of a query first the id of its one result, then what that holds.
     *
     * @param result id from the list, null for none
     */
    SandboxReply result(BatchJob job, Batch batch, @Nullable String result) {
        String text = batch.result();
        DataFormat format = job.heading().format();
        if (job.work() instanceof Work.Ingest) {
            return SandboxReply.of(200, format.contentType(), text);
        }
        String only = "752" + batch.id().substring(3, 15);
        if (result == null) {
            return format == DataFormat.JSON
                    ? Json.reply(200, List.of(SalesforceId.extend(only)))
                    : Info.xml(
                            200,
                            "result-list",
                            out -> Info.element(out, "result", SalesforceId.extend(only)));
        }
        if (!SalesforceId.key(result).equals(SalesforceId.key(only))) {
            throw AsyncException.invalidBatch("Unable to find result for id: " + result);
        }
        return SandboxReply.of(200, format.contentType(), text);
    }
}

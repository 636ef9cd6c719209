package dev.baton.sandbox.salesforce.batches;

import dev.baton.sandbox.salesforce.batches.Batch.Outcome;
import dev.baton.sandbox.salesforce.batches.BatchJob.Work;
import dev.baton.sandbox.salesforce.bulk.BadDataException;
import dev.baton.sandbox.salesforce.bulk.RowWriter;
import dev.baton.sandbox.salesforce.bulk.Target;
import dev.baton.sandbox.salesforce.fault.ApiException;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.soql.Answer;
import dev.baton.sandbox.salesforce.soql.Extract;
import dev.baton.sandbox.salesforce.soql.Hit;
import dev.baton.sandbox.salesforce.soql.SoqlEngine;
import dev.baton.sandbox.salesforce.write.RowResult;
import dev.baton.sandbox.salesforce.write.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Does the work of batches. */
final class BatchWorker {
    private static final int MAX_ROWS = 10_000;

    private final Org org;
    private final Writer writer;
    private final SoqlEngine engine;

    BatchWorker(Org org, Writer writer) {
        this.org = org;
        this.writer = writer;
        this.engine = new SoqlEngine(org);
    }

    /** Moves a batch on, in the name of who created the job. */
    void step(BatchJob job, Batch batch) {
        org.actFor(
                job.heading().creator(),
                () -> batch.step(data -> work(job, data), org.view().now()));
    }

    private Outcome work(BatchJob job, byte[] data) throws BadDataException {
        return switch (job.work()) {
            case Work.Ingest ingest -> ingest(job.heading().format(), ingest.target(), data);
            case Work.Query query -> query(job.heading(), query.deletedToo(), data);
        };
    }

    private Outcome ingest(DataFormat format, Target target, byte[] data) throws BadDataException {
        Table table = Table.read(format, data);
        if (table.rows().isEmpty()) {
            throw new BadDataException("InvalidBatch : Records not found");
        }
        if (table.rows().size() > MAX_ROWS) {
            throw new BadDataException(
                    "InvalidBatch : A batch takes at most 10000 records, not "
                            + table.rows().size());
        }
        List<RowResult> results =
                RowWriter.of(org, writer, target, table.columns()).write(table.rows());
        long failed = results.stream().filter(RowResult.Failed.class::isInstance).count();
        return new Outcome(results.size(), (int) failed, RowResults.text(format, results));
    }

    private Outcome query(BatchJob.Heading heading, boolean deletedToo, byte[] data)
            throws BadDataException {
        String soql = new String(data, StandardCharsets.UTF_8).strip();
        try {
            Extract extract = engine.extract(soql, deletedToo);
            return new Outcome(extract.size(), 0, found(heading, soql, deletedToo, extract));
        } catch (ApiException e) {
            throw new BadDataException(
                    "InvalidBatch : Failed to process query: " + e.code() + ": " + e.text());
        }
    }

    private String found(
            BatchJob.Heading heading, String soql, boolean deletedToo, Extract extract) {
        if (heading.format() == DataFormat.CSV) {
            return QueryRecords.csv(extract);
        }
        Answer answer = engine.run(soql, deletedToo);
        List<Hit> hits = answer.page(0, answer.length());
        return heading.format() == DataFormat.XML
                ? QueryRecords.xml(hits)
                : QueryRecords.json(hits, "/services/data/v" + heading.version() + ".0");
    }
}

package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An org so large that jobs of the Bulk API read and write it; how large tells {@code
 * -Dbaton.accounts}, a million with the profile "volume".
 */
@Timeout(3600)
class VolumeTest {
    private static final int ACCOUNTS = Integer.getInteger("baton.accounts", 10_600);

    /** What Baton has to get along with, however many accounts there are. */
    private static final String MEMORY = "-Xmx1g";

    private static final long PATIENCE_SECONDS = 3_000;
    private static final String QUERY = "/services/data/v65.0/jobs/query";
    private static final String PAGES = "/services/data/v65.0/queryAll";
    private static final String INGEST = "/services/data/v65.0/jobs/ingest";
    private static final Percentage CLOSE = Percentage.withPercentage(5);

    /** Records of the first batch, which goes ahead of the jobs. */
    private static final int CANARY = 200;

    /** What the vendor takes in one upload. */
    private static final long MOST_MEGABYTES = 100;

    /** Rows of a part of a query job's answer, as the vendor cuts it by itself. */
    private static final int PART = 50_000;

    /** The sandbox works on a job while it is asked about it, and has read when asked twice. */
    private static final int LOOKS = 2;

    /** Rows that it writes while it is asked once. */
    private static final int WRITTEN_A_LOOK = 200_000;

    /** A full page shows that there are many, and a page or two of what else changed. */
    private static final int FEW_PAGES = 3;

    private static final Pattern FORECAST =
            Pattern.compile(
                    "(\\S+): [\\d,]+ (rows|records) .*: about ([\\d,]+) calls, .* ([\\d,]+) MB");

    @TempDir Path folder;

    /** What Baton says beforehand. */
    private record Forecast(long calls, long megabytes) {
        static Forecast of(String text, String name) {
            Matcher line = FORECAST.matcher(text);
            while (line.find()) {
                if (line.group(1).equals(name)) {
                    return new Forecast(number(line.group(3)), number(line.group(4)));
                }
            }
            throw new AssertionError("no forecast of " + name + " in: " + text);
        }

        private static long number(String text) {
            return Long.parseLong(text.replace(",", ""));
        }
    }

    /**
     * The calls that the vendor's documents ask for a job that reads: made, looked at, its parts.
     */
    private static long leastToRead(long rows) {
        return 1 + LOOKS + Math.ceilDiv(rows, PART);
    }

    /** Of jobs that write: made, filled, handed over, looked at, and their three lists. */
    private static long leastToWrite(long megabytes) {
        long jobs = Math.ceilDiv(megabytes, MOST_MEGABYTES);
        return jobs * (3 + 1 + 3) + Math.ceilDiv(ACCOUNTS - CANARY, WRITTEN_A_LOOK);
    }

    private static Cli.Result baton(SandboxProcess sandbox, String command) throws Exception {
        try (BatonProcess process = BatonProcess.within(MEMORY, sandbox.config, command)) {
            return process.ended(PATIENCE_SECONDS);
        }
    }

    @Test
    void jobsReadAndWriteInTheCallsThatWereForecastAndTheNextSyncWritesNothing() throws Exception {
        Path data = AccountExport.write(folder.resolve("data"), ACCOUNTS);
        try (SandboxProcess sandbox =
                SandboxProcess.serve(
                        data,
                        Demo.AS_OF,
                        folder,
                        "--mappings",
                        SandboxProcess.helpdeskMappings().toString())) {
            Cli.Result plan = baton(sandbox, "plan");
            assertThat(plan.exit()).as(plan.err()).isZero();
            Forecast reading = Forecast.of(plan.err(), "crm.Account");
            long read = sandbox.requestsBelow(QUERY);
            assertThat(read).isCloseTo(reading.calls(), CLOSE);
            assertThat(read).isCloseTo(leastToRead(ACCOUNTS), CLOSE);

            Forecast writing = Forecast.of(plan.out(), "Account");
            Cli.Result sync = baton(sandbox, "sync");
            assertThat(sync.exit()).as(sync.err()).isZero();
            assertThat(sync.out()).contains(ACCOUNTS + " records written, 0 failed");
            long written = sandbox.requestsBelow(INGEST);
            assertThat(written + 1).as("and the canary").isEqualTo(writing.calls());
            assertThat(written).isEqualTo(leastToWrite(writing.megabytes()));
            long looks = readBack(sandbox, read);
            assertThat(looks).isCloseTo(forecast(plan), within(2L));
            assertThat(withoutBand(sandbox)).isZero();

            long looked = sandbox.requestsBelow(QUERY);
            long paged = sandbox.requestsBelow(PAGES);
            assertThat(baton(sandbox, "plan").err()).doesNotContain("first time");
            long heard = sandbox.requestsBelow(QUERY) - looked;
            assertThat(heard).as("what we changed").isCloseTo(leastToRead(ACCOUNTS), CLOSE);
            assertThat(sandbox.requestsBelow(PAGES) - paged).isLessThanOrEqualTo(FEW_PAGES);
            long writes = sandbox.writes();
            assertThat(baton(sandbox, "sync").exit()).isZero();
            assertThat(sandbox.writes()).isEqualTo(writes);
            System.out.printf(
                    "%,d accounts: %d calls to read (forecast %d, least %d), %d to write (forecast"
                            + " %d, least %d), %d to look (forecast %d), %d to read what was"
                            + " written%n",
                    ACCOUNTS,
                    read,
                    reading.calls(),
                    leastToRead(ACCOUNTS),
                    written + 1,
                    writing.calls(),
                    leastToWrite(writing.megabytes()) + 1,
                    looks,
                    forecast(plan),
                    heard);
        }
    }

    /** Looks at records right before they are written and after. */
    private static long readBack(SandboxProcess sandbox, long read) throws Exception {
        return sandbox.requestsBelow(QUERY) - read + sandbox.requests("retrieve");
    }

    private static long forecast(Cli.Result plan) {
        Matcher told = Pattern.compile("(\\d+) to read back").matcher(plan.out());
        assertThat(told.find()).as(plan.out()).isTrue();
        return Long.parseLong(told.group(1));
    }

    /** Counted by the org, for as a document they would be larger than its memory. */
    private static long withoutBand(SandboxProcess sandbox) throws Exception {
        String path = "query?q=SELECT+COUNT()+FROM+Account+WHERE+Baton_Band__c+%3D+'Unknown'";
        JsonNode with = sandbox.rest(sandbox.session("baton@sandbox.invalid"), path);
        return ACCOUNTS - with.get("totalSize").asLong();
    }
}

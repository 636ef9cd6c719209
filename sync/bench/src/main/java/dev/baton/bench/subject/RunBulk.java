package dev.baton.bench.subject;

import dev.baton.bench.Figures;
import dev.baton.crm.salesforce.Salesforce;
import dev.baton.crm.salesforce.SalesforceSettings;
import dev.baton.http.Seams;
import dev.baton.port.AdapterException;
import dev.baton.port.JobRecord;
import dev.baton.port.MassWriter;
import dev.baton.port.Secret;
import dev.baton.port.WritePermit;
import dev.baton.port.WriteRequest;
import dev.baton.port.WriteResult;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One bulk job of Baton against the sandbox. Arguments: {@code extract}, URL, mapping folder, file
 * of the state; or {@code update}, URL, how many accounts, a word to write into them.
 */
public final class RunBulk {
    private static final Secret SECRET = new Secret("sandbox");

    private RunBulk() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "extract" ->
                    extract(
                            new Subject(
                                    args[1],
                                    "sandbox",
                                    SECRET,
                                    Path.of(args[2]),
                                    Path.of(args[3])));
            case "update" -> update(args[1], Integer.parseInt(args[2]), args[3]);
            default -> throw new IllegalArgumentException("no such job");
        }
    }

    /** Into Baton's own store: closed row by row, and whole after a power cut. */
    private static void extract(Subject subject) throws AdapterException {
        Subject.Synced synced = subject.sync(false);
        Figures.tell("seconds", synced.pull().seconds());
        Figures.tell("cpu_seconds", synced.pull().processor());
        Figures.tell("land_seconds", synced.landSeconds());
        Figures.tell("rows", synced.accounts());
    }

    private static void update(String url, int accounts, String tag) throws AdapterException {
        List<WriteRequest> requests =
                IntStream.range(0, accounts).mapToObj(at -> request(at, tag)).toList();
        try (Salesforce crm =
                Salesforce.open(
                        SalesforceSettings.of(url, "sandbox", SECRET).withBudget(1, 1),
                        Seams.real())) {
            MassWriter mass = crm.sink().mass().orElseThrow();
            crm.source().serverTime();
            crm.sink().describe("Account");
            long start = System.nanoTime();
            long written =
                    mass
                            .write("Account", null, requests, WritePermit.ALWAYS, new Forgetful())
                            .stream()
                            .filter(WriteResult.Accepted.class::isInstance)
                            .count();
            Figures.tell("seconds", (System.nanoTime() - start) / 1e9);
            Figures.tell("rows", (double) written);
        }
    }

    private static WriteRequest request(int at, String tag) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("Baton_Score__c", BigDecimal.valueOf(at % 100));
        fields.put("Baton_Band__c", "Green");
        fields.put(
                "Baton_Reason_1__c",
                "Written by "
                        + tag
                        + ": tickets take half as long as in spring, 4."
                        + at % 10
                        + " points");
        return new WriteRequest("001%012dAAA".formatted(at), fields);
    }

    /** Nobody takes over here. */
    private static final class Forgetful implements JobRecord {
        private Optional<String> open = Optional.empty();

        @Override
        public Optional<String> open() {
            return open;
        }

        @Override
        public void opened(String job) {
            open = Optional.of(job);
        }

        @Override
        public void closed() {
            open = Optional.empty();
        }
    }
}

package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.core.health.Assessment;
import dev.baton.core.health.Band;
import dev.baton.core.health.Scorecard;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Measuring;
import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordType;
import dev.baton.mappings.link.Linker;
import dev.baton.mappings.link.Links;
import dev.baton.mappings.translate.Raw;
import dev.baton.mappings.translate.Translated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The shipped example on a real helpdesk's export, against figures computed independently. */
class EvaluationTest {
    private static final Instant AS_OF = Instant.parse("2014-01-04T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT =
            new TypeReference<>() {};

    private final Mappings mappings = Example.mappings();

    @Test
    void theExampleMeasuresARealHelpdeskRight() throws IOException {
        String folder = System.getProperty("baton.evaluation", "");
        if (folder.isEmpty()) {
            System.out.println(
                    "SKIPPED: needs -Dbaton.evaluation=DIR with the real helpdesk export");
            Assumptions.abort("needs -Dbaton.evaluation=DIR");
        }
        Path data = Path.of(folder, "data", "helpdesk");
        List<CanonicalRecord> tickets = tickets(data);
        Map<String, Double> expected =
                JSON.readValue(
                        Files.readString(data.resolve("expected.json")), new TypeReference<>() {});
        var measuring = Measuring.at(AS_OF, mappings.vocabulary());
        for (Measure told : mappings.model().told()) {
            Measured measured = measuring.measure(told, tickets, true);
            double ought = expected.getOrDefault(told.name(), Double.NaN);
            assertThat(((Measured.Known) measured).value())
                    .as(told.name())
                    .isCloseTo(ought, within(0.01));
        }
        Links links = links(data);
        assertThat(links.linked()).hasSize(397);
        assertThat(links.unlinked()).isEmpty();
        assertThat(links.ambiguous()).isEmpty();
        bandsAreSpread(data, tickets, links);
    }

    private void bandsAreSpread(Path data, List<CanonicalRecord> tickets, Links links)
            throws IOException {
        SortedMap<String, List<CanonicalRecord>> byAccount = new TreeMap<>();
        Map<String, String> organisationOf = organisations(data);
        for (CanonicalRecord ticket : tickets) {
            String account = links.linked().get(organisationOf.get(ticket.ref().id()));
            byAccount.computeIfAbsent(String.valueOf(account), id -> new ArrayList<>()).add(ticket);
        }
        var scorecard = new Scorecard(mappings.model(), mappings.vocabulary());
        var bands = new TreeMap<Band, Integer>();
        var tens = new TreeMap<Integer, Integer>();
        for (CanonicalRecord account : accounts(data)) {
            List<CanonicalRecord> records = byAccount.getOrDefault(account.ref().id(), List.of());
            Assessment assessment =
                    scorecard.assess(
                            new AccountFacts(account, records, Set.of(RecordType.TICKET)), AS_OF);
            bands.merge(assessment.band(), 1, Integer::sum);
            if (assessment.score() != null) {
                tens.merge(assessment.score().rounded() / 10 * 10, 1, Integer::sum);
            }
        }
        System.out.println("helpdesk: bands " + bands + ", scores by tens " + tens);
        assertThat(bands.getOrDefault(Band.RED, 0)).isBetween(4, 60);
        // About half of these customers have been silent for a year; they have the base and are
        // yellow.
        assertThat(bands.getOrDefault(Band.YELLOW, 0)).isBetween(10, 340);
        assertThat(bands.getOrDefault(Band.GREEN, 0)).isBetween(40, 200);
    }

    private List<CanonicalRecord> tickets(Path data) throws IOException {
        Map<String, List<Raw>> events = solves(data);
        SourceMapping source = Example.source("ticket");
        var tickets = new ArrayList<CanonicalRecord>();
        for (Map<String, @Nullable Object> ticket : lines(data, "tickets")) {
            Raw raw = raw(ticket);
            Translated translated =
                    source.translate(
                            raw, Map.of("metric_events", events.getOrDefault(raw.id(), List.of())));
            assertThat(translated).isInstanceOf(Translated.Good.class);
            tickets.add(((Translated.Good) translated).record());
        }
        return tickets;
    }

    /** What the helpdesk tells as a fulfilled resolution time: every version newly solved. */
    private static Map<String, List<Raw>> solves(Path data) throws IOException {
        var events = new TreeMap<String, List<Raw>>();
        var last = new TreeMap<String, Object>();
        for (Map<String, @Nullable Object> version : lines(data, "timeline")) {
            String id = String.valueOf(version.get("id"));
            Object metrics = version.get("metric_set");
            Object solved = metrics instanceof Map<?, ?> map ? map.get("solved_at") : null;
            if (solved != null && !solved.equals(last.put(id, solved))) {
                var fields = new LinkedHashMap<String, @Nullable Object>();
                fields.put("metric", "resolution_time");
                fields.put("type", "fulfill");
                fields.put("time", solved);
                Instant at = Instant.parse(solved.toString());
                List<Raw> all = events.computeIfAbsent(id, unused -> new ArrayList<>());
                all.add(new Raw(id + "-" + all.size(), at, at, fields));
            }
        }
        return events;
    }

    private Links links(Path data) throws IOException {
        var organisations = new ArrayList<Raw>();
        for (Map<String, @Nullable Object> organisation : lines(data, "organizations")) {
            organisations.add(raw(organisation));
        }
        return Linker.link(
                mappings.linkSources().getFirst().rules(), accounts(data), organisations);
    }

    private static List<CanonicalRecord> accounts(Path data) throws IOException {
        SourceMapping source = Example.source("account");
        var accounts = new ArrayList<CanonicalRecord>();
        List<String> rows = Files.readAllLines(data.resolve("salesforce/Account.csv"));
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            Instant created = OffsetDateTime.parse(cells[3].replace("+0000", "Z")).toInstant();
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("External_Id__c", cells[1]);
            fields.put("Name", cells[2]);
            Translated translated =
                    source.translate(new Raw(cells[0], created, created, fields), Map.of());
            accounts.add(((Translated.Good) translated).record());
        }
        return accounts;
    }

    private static Map<String, String> organisations(Path data) throws IOException {
        SourceMapping source = Example.source("ticket");
        var organisations = new TreeMap<String, String>();
        for (Map<String, @Nullable Object> ticket : lines(data, "tickets")) {
            organisations.put(
                    String.valueOf(ticket.get("id")), String.valueOf(source.parent(ticket)));
        }
        return organisations;
    }

    private static Raw raw(Map<String, @Nullable Object> fields) {
        return new Raw(
                String.valueOf(fields.get("id")),
                Instant.parse(String.valueOf(fields.get("created_at"))),
                Instant.parse(String.valueOf(fields.get("updated_at"))),
                fields);
    }

    private static List<Map<String, @Nullable Object>> lines(Path data, String name)
            throws IOException {
        var lines = new ArrayList<Map<String, @Nullable Object>>();
        for (String line : Files.readAllLines(data.resolve("zendesk/" + name + ".jsonl"))) {
            lines.add(JSON.readValue(line, OBJECT));
        }
        return lines;
    }
}

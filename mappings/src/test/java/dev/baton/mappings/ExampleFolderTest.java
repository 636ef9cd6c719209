package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.measure.Measure;
import dev.baton.core.model.RecordType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExampleFolderTest {

    @Test
    void theShippedFolderLoadsWithoutAWarning() {
        assertThat(Mappings.load(Example.FOLDER))
                .isInstanceOfSatisfying(
                        Mappings.Loaded.Good.class, good -> assertThat(good.warnings()).isEmpty());
    }

    @Test
    void textsThatWereLoadedLoadAgainToTheSameDigests() {
        Mappings loaded = Example.good(Example.files());
        Mappings again = Example.good(loaded.files());
        assertThat(again.digest()).isEqualTo(loaded.digest()).matches("[0-9a-f]{64}");
        assertThat(again.modelDigest()).isEqualTo(loaded.modelDigest());
    }

    @Test
    void aChangeOfTheModelLeavesTheMappingsDigestAlone() {
        Mappings before = Example.mappings();
        var files = Example.files();
        files.compute("model.yaml", (path, text) -> text + "# a note\n");
        Mappings after = Example.good(files);
        assertThat(after.digest()).isEqualTo(before.digest());
        assertThat(after.modelDigest()).isNotEqualTo(before.modelDigest());
    }

    @Test
    void onlyWhatIsUsedIsRead() {
        var requests = new TreeMap<String, List<String>>();
        for (MappedStream stream : Example.mappings().streams()) {
            requests.put(stream.connection() + "." + stream.stream(), stream.request().fields());
        }
        assertThat(requests)
                .isEqualTo(
                        Map.of(
                                "crm.Account",
                                List.of("External_Id__c", "Name"),
                                "helpdesk.organizations",
                                List.of("external_id"),
                                "helpdesk.satisfaction_ratings",
                                List.of("score", "ticket_id", "updated_at"),
                                "helpdesk.ticket_metric_events",
                                List.of("metric", "ticket_id", "time", "type"),
                                "helpdesk.tickets",
                                List.of(
                                        "metric_set.reopens",
                                        "metric_set.reply_time_in_minutes.calendar",
                                        "organization_id",
                                        "priority",
                                        "status",
                                        "tags")));
    }

    @Test
    void recordsNameTheirParents() {
        assertThat(Example.source("ticket").parent(Map.of("organization_id", 198L)))
                .isEqualTo("198");
        assertThat(Example.source("ticket").parent(new TreeMap<>())).isNull();
        assertThat(Example.source("account").parent(Map.of("External_Id__c", "x"))).isNull();
        assertThat(
                        Example.source("ticket")
                                .children()
                                .getFirst()
                                .landing()
                                .parent(Map.of("ticket_id", 7)))
                .isEqualTo("7");
    }

    @Test
    void aRatingFindsItsAccountThroughItsTicket() {
        assertThat(Example.source("satisfaction").route())
                .isEqualTo(new Route.Through("helpdesk", "tickets", "ticket_id"));
        assertThat(Example.mappings().route("helpdesk", "tickets"))
                .contains(new Route.Through("helpdesk", "organizations", "organization_id"));
        assertThat(Example.mappings().linkSources())
                .extracting(LinkSource::name)
                .containsExactly("organization");
    }

    @Test
    void theCrmIsWhereTheAccountsAre() {
        Mappings mappings = Example.mappings();
        assertThat(mappings.crm()).isEqualTo("crm");
        assertThat(mappings.outputs().object()).isEqualTo("Account");
        assertThat(mappings.outputs().fields()).hasSize(13);
        assertThat(mappings.sources())
                .extracting(SourceMapping::name)
                .containsExactly("account", "satisfaction", "ticket");
        assertThat(mappings.sources())
                .extracting(SourceMapping::object)
                .containsExactly("Account", "satisfaction_rating", "ticket");
    }

    @Test
    void theTwoKindsOfMeasureKeepTheOrderOfTheFile() {
        assertThat(Example.mappings().model().scored())
                .extracting(scored -> scored.measure().name())
                .startsWith("tickets_90d_change", "first_response_hours_180d");
        assertThat(Example.mappings().model().told())
                .extracting(Measure::name)
                .containsExactly(
                        "tickets",
                        "first_response_hours_median",
                        "resolve_days_median",
                        "no_first_response",
                        "never_resolved",
                        "reopened",
                        "not_closed");
        assertThat(Example.mappings().model().told())
                .allSatisfy(measure -> assertThat(measure.over()).isEqualTo(RecordType.TICKET));
    }

    @Test
    void aFolderThatIsNotThereIsTold() {
        assertThat(Mappings.load(Path.of("no-such-folder")))
                .isInstanceOfSatisfying(
                        Mappings.Loaded.Bad.class,
                        bad ->
                                assertThat(bad.problems())
                                        .singleElement()
                                        .satisfies(
                                                problem ->
                                                        assertThat(problem.what())
                                                                .isEqualTo(
                                                                        "there is no such"
                                                                                + " folder")));
    }
}

package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.health.Score;
import dev.baton.core.model.RecordType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A mapping while some of its fields are not given. */
class NarrowingTest {
    private static Hidden reading(String stream, String... paths) {
        return new Hidden(fields(stream, paths), new TreeMap<>());
    }

    private static Hidden writing(String object, String... fields) {
        return new Hidden(new TreeMap<>(), fields(object, fields));
    }

    private static SortedMap<String, SortedSet<String>> fields(String place, String... names) {
        return new TreeMap<>(Map.of(place, new TreeSet<>(List.of(names))));
    }

    private static Stopped only(Mappings narrowed) {
        assertThat(narrowed.stopped()).hasSize(1);
        return narrowed.stopped().getFirst();
    }

    @Test
    void whatRestsOnAHiddenFieldIsHiddenAndTheRestStays() {
        Mappings narrowed =
                Example.mappings().without(reading("helpdesk.tickets", "metric_set.reopens"));
        assertThat(narrowed.vocabulary().isHidden(RecordType.TICKET, "reopens")).isTrue();
        assertThat(narrowed.vocabulary().isHidden(RecordType.TICKET, "status")).isFalse();
        SourceMapping ticket =
                narrowed.sources().stream()
                        .filter(each -> each.name().equals("ticket"))
                        .findFirst()
                        .orElseThrow();
        assertThat(ticket.fields()).contains("status").doesNotContain("reopens");
        assertThat(ticket.request().fields()).doesNotContain("metric_set.reopens");
        Stopped stopped = only(narrowed);
        assertThat(stopped.where()).isEqualTo("helpdesk.tickets.metric_set.reopens");
        assertThat(stopped.stops()).contains("measure reopened_share_365d", "ticket.reopens");
        assertThat(stopped.places()).allMatch(place -> place.startsWith("sources/ticket.yaml:"));
        assertThat(narrowed.whole().stopped()).isEmpty();
    }

    @Test
    void recordsThatCannotFindTheirAccountAreNotNone() {
        Mappings narrowed =
                Example.mappings().without(reading("helpdesk.tickets", "organization_id"));
        assertThat(narrowed.sources()).extracting(SourceMapping::name).doesNotContain("ticket");
        assertThat(narrowed.silent()).containsExactly(RecordType.TICKET);
        assertThat(only(narrowed).stops()).contains("source ticket");
    }

    @Test
    void organisationsAreNotLinkedByAWeakerRuleInstead() {
        Mappings narrowed = Example.mappings().without(reading("crm.Account", "External_Id__c"));
        assertThat(narrowed.linkSources()).allSatisfy(links -> assertThat(links.rules()).isEmpty());
        assertThat(narrowed.vocabulary().isHidden(RecordType.ACCOUNT, "external_id")).isTrue();
    }

    @Test
    void aFieldThatCannotBeWrittenIsLeftOutOfTheOutputs() {
        Mappings narrowed = Example.mappings().without(writing("Account", "Baton_Driver__c"));
        assertThat(narrowed.outputs().fields().values())
                .contains("Baton_Score__c")
                .doesNotContain("Baton_Driver__c");
        assertThat(only(narrowed).stops()).containsExactly("writing driver");
    }

    @Test
    void nothingGoesOnWithoutAnyOutputOrWithoutKnowingTheCustomers() {
        Mappings mappings = Example.mappings();
        String[] all = mappings.outputs().fields().values().toArray(String[]::new);
        assertThat(mappings.essential(writing("Account", all)))
                .contains("crm.Account.Baton_Score__c");
        assertThat(mappings.essential(writing("Account", "Baton_Score__c"))).isEmpty();
        var files = Example.files();
        files.compute(
                "sources/account.yaml",
                (path, text) ->
                        text.replace("to: account", "to: account\ncustomer: Type == 'Customer'"));
        assertThat(Example.good(files).essential(reading("crm.Account", "Type")))
                .containsExactly("crm.Account.Type");
        assertThat(Example.good(files).essential(reading("crm.Account", "Name"))).isEmpty();
    }

    @Test
    void aStreamThatIsGoneSilencesItsTypeAndNothingElse() {
        Mappings narrowed = Example.mappings().without(reading("helpdesk.tickets", "*"));
        assertThat(narrowed.silent()).contains(RecordType.TICKET);
        Stopped stopped = only(narrowed);
        assertThat(stopped.where()).isEqualTo("helpdesk.tickets");
        assertThat(stopped.stops()).contains("source ticket", "measure reopened_share_365d");
        assertThat(stopped.places()).anyMatch(place -> place.startsWith("sources/ticket.yaml:"));
        assertThat(narrowed.sources()).extracting(SourceMapping::name).contains("account");
        assertThat(Example.mappings().essential(reading("helpdesk.tickets", "*"))).isEmpty();
        assertThat(Example.mappings().essential(reading("crm.Account", "*")))
                .containsExactly("crm.Account");
    }

    @Test
    void aFieldOfASnapshotStopsSnapshotsAloneAndOneOfTheRowOfTheDayItself() {
        Mappings mappings = Example.mappings();
        Outputs narrowed =
                mappings.without(writing("Baton_Health_Snapshot__c", "Segment__c")).outputs();
        assertThat(narrowed.snapshots()).isNull();
        assertThat(narrowed.heartbeat()).isEqualTo(mappings.outputs().heartbeat());
        assertThat(narrowed.fields()).isEqualTo(mappings.outputs().fields());
        Mappings row = mappings.without(writing("Baton_Run__c", "Records_Failed__c"));
        assertThat(Objects.requireNonNull(row.outputs().heartbeat()).fields().values())
                .contains("Ledger_Head__c")
                .doesNotContain("Records_Failed__c");
        assertThat(row.outputs().snapshots()).isEqualTo(mappings.outputs().snapshots());
        assertThat(mappings.without(writing("Baton_Run__c", "*")).outputs().heartbeat()).isNull();
        assertThat(mappings.without(writing("Account", "Baton_Driver__c")).outputs().snapshots())
                .as("what is not about them leaves them alone")
                .isEqualTo(mappings.outputs().snapshots());
    }

    @Test
    void withoutTheObjectOfTasksThereAreNoneAndCausesStayAsTheyAre() {
        Mappings.Loaded loaded = Mappings.load(Example.MODULE.resolve("demo"));
        assertThat(loaded).isInstanceOf(Mappings.Loaded.Good.class);
        Mappings demo = ((Mappings.Loaded.Good) loaded).mappings();
        assertThat(demo.essential(writing("Task", "*"))).isEmpty();
        assertThat(demo.essential(writing("Task", "Baton_Outcome__c")))
                .as("what people wrote tells which tasks not to open")
                .containsExactly("crm.Task.Baton_Outcome__c");
        Mappings narrowed = demo.without(writing("Task", "*"));
        assertThat(narrowed.outputs().tasks()).isNull();
        assertThat(narrowed.plays().plays()).isEqualTo(demo.plays().plays());
        assertThat(only(narrowed).where()).isEqualTo("crm.Task");
        assertThat(only(narrowed).stops()).containsExactly("writing tasks");
        assertThat(narrowed.isBlind(Score.HEALTH)).isFalse();
        assertThat(demo.without(reading("crm.Contact", "*")).isBlind(Score.HEALTH))
                .as("champions_left is scored over contacts")
                .isTrue();
    }

    @Test
    void whatWasLeftOutIsKeptWithTheTextsAndIsAnotherMapping() {
        Mappings whole = Example.mappings();
        Mappings narrowed = whole.without(reading("helpdesk.tickets", "metric_set.reopens"));
        assertThat(narrowed.digest()).isNotEqualTo(whole.digest());
        Mappings again = Example.good(narrowed.files());
        assertThat(again.stopped()).isEqualTo(narrowed.stopped());
        assertThat(again.digest()).isEqualTo(narrowed.digest());
        assertThat(again.whole().digest()).isEqualTo(whole.digest());
    }
}

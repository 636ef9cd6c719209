package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.baton.engine.store.MasterKey;
import dev.baton.engine.store.Run;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StateStores;
import dev.baton.mappings.Mappings;
import dev.baton.port.Finding;
import dev.baton.port.ObjectDescription;
import dev.baton.port.ObjectDescription.Field;
import dev.baton.port.Withheld;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which objects a run can do without. */
class DriftOfObjectsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Finding UNSEEN =
            Finding.error("salesforce.X", "no such object", "give it");

    @TempDir Path folder;

    private StateStore store;
    private final Mappings mappings = mappings();

    private static Mappings mappings() {
        Path shipped = Path.of(System.getProperty("baton.home", "../.."), "mappings/demo");
        return switch (Mappings.load(shipped)) {
            case Mappings.Loaded.Good good -> good.mappings();
            case Mappings.Loaded.Bad bad ->
                    throw new IllegalStateException(bad.problems().toString());
        };
    }

    @BeforeEach
    void open() {
        store = StateStores.sqlite(folder.resolve("state.db"), MasterKey.random());
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** A run with this mapping has pulled to its end. */
    private void ran() {
        String digest = mappings.digest() + mappings.modelDigest();
        store.keepMappings(digest, mappings.files());
        store.begin(new Run("000001", NOW, NOW, digest, "m", null, Run.State.DONE, 0, 0));
    }

    private Drift drift() {
        return new Drift(store, mappings, null);
    }

    /** Everything that the mapping writes can be written, but for an object that is not seen. */
    private SortedMap<String, ObjectDescription> without(String hidden) {
        var objects = new TreeMap<String, ObjectDescription>();
        mappings.outputs().shared().forEach((name, fields) -> objects.put(name, all(name, fields)));
        mappings.outputs()
                .keyed()
                .forEach(
                        keyed -> {
                            var fields = new ArrayList<>(keyed.columns());
                            fields.add(keyed.key());
                            objects.put(keyed.object(), all(keyed.object(), fields));
                        });
        objects.put(hidden, new ObjectDescription(hidden, List.of()));
        return objects;
    }

    private static ObjectDescription all(String object, Iterable<String> names) {
        var fields = new ArrayList<Field>();
        names.forEach(
                name ->
                        fields.add(
                                new Field(
                                        name,
                                        type(name),
                                        32_768,
                                        18,
                                        2,
                                        true,
                                        false,
                                        true,
                                        List.of(),
                                        false)));
        return new ObjectDescription(object, fields);
    }

    private static String type(String name) {
        return switch (name) {
            case "Baton_Change_30d__c", "Baton_Coverage__c", "Baton_Handoff_Complete__c" ->
                    "double";
            case "Baton_Changed_On__c" -> "date";
            case "Baton_CSM__c" -> "reference";
            default -> name.startsWith("Baton_Score") ? "double" : "string";
        };
    }

    @Test
    void tasksSnapshotsTheHeartbeatRenewalsAndHandoffsCanBeDoneWithout() {
        ran();
        for (String object :
                List.of(
                        "Task",
                        "Baton_Health_Snapshot__c",
                        "Baton_Run__c",
                        "Baton_Handoff__c",
                        "Opportunity")) {
            Drift drift = drift();
            drift.outputs("salesforce", without(object));
            assertThat(drift.narrowed().stopped())
                    .as(object)
                    .singleElement()
                    .satisfies(stopped -> assertThat(stopped.where()).isEqualTo("crm." + object));
        }
    }

    @Test
    void nothingGoesOnWithoutAccounts() {
        ran();
        assertThat(findings(() -> drift().outputs("salesforce", without("Account"))))
                .extracting(Finding::where, Finding::what)
                .contains(tuple("salesforce.Account", "our user cannot see this object"));
        Stream accounts = stream("Account");
        List<Withheld> all = List.of(new Withheld(Withheld.ALL, UNSEEN));
        assertThat(findings(() -> drift().withheld(accounts, all)))
                .extracting(Finding::where)
                .contains("crm.Account");
    }

    private static List<Finding> findings(ThrowingCallable call) {
        return catchThrowableOfType(UnfitException.class, call).findings();
    }

    @Test
    void whatNoRunHasSeenIsNotGone() {
        assertThat(findings(() -> drift().outputs("salesforce", without("Task")))).isNotEmpty();
        Drift drift = drift();
        drift.withheld(stream("Contact"), List.of(new Withheld(Withheld.ALL, UNSEEN)));
        assertThat(drift.isGone(stream("Contact"))).isFalse();
        ran();
        Drift later = drift();
        later.withheld(stream("Contact"), List.of(new Withheld(Withheld.ALL, UNSEEN)));
        assertThat(later.isGone(stream("Contact"))).isTrue();
        assertThat(later.isGone(stream("Account"))).isFalse();
    }

    private Stream stream(String name) {
        return Streams.of(mappings).stream()
                .filter(each -> each.key().stream().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

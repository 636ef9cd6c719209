package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.Finding;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemsTest {

    static Stream<Bent> all() {
        return Bent.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyMistakeIsToldOnceWithItsPlaceAndWhatToDo(Bent bent) {
        assertThat(told(bent.files())).isEqualTo(bent.told());
    }

    @Test
    void theTableIsLongAndItsNamesDiffer() {
        List<Bent> all = Bent.all();
        assertThat(all).hasSizeGreaterThan(70);
        assertThat(Set.copyOf(all.stream().map(Bent::name).toList())).hasSameSizeAs(all);
    }

    @Test
    void missingAndUnknownFilesAreTold() {
        SortedMap<String, String> files = Example.files();
        files.remove("outputs.yaml");
        files.put("zz.yaml", "plays: {}\n");
        files.put("sources/Ticket.YAML", "x: y\n");
        assertThat(told(files))
                .containsExactly(
                        "outputs.yaml:1:1: the file is missing; write it",
                        "sources/Ticket.YAML:1:1: no file of a mapping has this name; did you mean"
                                + " sources/NAME.yaml?",
                        "zz.yaml:1:1: no file of a mapping has this name; use one of:"
                                + " connections.yaml, outputs.yaml, model.yaml, plays.yaml,"
                                + " expansion.yaml, handoff.yaml, sources/NAME.yaml");
    }

    @Test
    void aMisspeltFileIsToldOnce() {
        SortedMap<String, String> files = Example.files();
        String model = files.remove("model.yaml");
        files.put("modle.yaml", String.valueOf(model));
        assertThat(told(files))
                .containsExactly(
                        "modle.yaml:1:1: no file of a mapping has this name; did you mean"
                                + " model.yaml?");
    }

    @Test
    void anEmptyFolderIsToldByItsFilesOnly() {
        assertThat(told(new TreeMap<>()))
                .containsExactly(
                        "connections.yaml:1:1: the file is missing; write it",
                        "model.yaml:1:1: the file is missing; write it",
                        "outputs.yaml:1:1: the file is missing; write it",
                        "sources/:1:1: no source maps to account; add sources/account.yaml with to:"
                                + " account");
    }

    @Test
    void filesThatAreTooLargeOrTooDeepAreRefusedBeforeTheyAreRead() {
        SortedMap<String, String> files = Example.files();
        files.put("model.yaml", "# " + "x".repeat(300_000));
        assertThat(told(files))
                .containsExactly("model.yaml:1:1: the file is longer than 256 KiB; split it");
        files.put("model.yaml", "base: " + "[".repeat(200) + "]".repeat(200));
        assertThat(told(files))
                .containsExactly("model.yaml:1:26: nested deeper than 20 levels; flatten it");
        files.put("model.yaml", "base: [" + "1,".repeat(30_000) + "1]");
        assertThat(told(files))
                .containsExactly("model.yaml:1:40002: more than 20000 values; split the file");
    }

    @Test
    void warningsDoNotKeepAMappingFromBeingUsed() {
        SortedMap<String, String> files = Example.files();
        files.compute(
                "connections.yaml",
                (path, text) -> String.valueOf(text).replace("[Account]", "[Account, Contact]"));
        files.compute(
                "model.yaml",
                (path, text) ->
                        String.valueOf(text)
                                .replace("base: 70", "base: 10")
                                .replace("[[0.6, 0], [0.95, 1]]", "[[0.6, 1], [0.95, 1]]"));
        files.compute(
                "sources/account.yaml",
                (path, text) ->
                        text + "  mail: {from: Billing_Email__c, type: text, nature: state}\n");
        assertThat(Mappings.parse(files))
                .isInstanceOfSatisfying(
                        Mappings.Loaded.Good.class,
                        good ->
                                assertThat(good.warnings().stream().map(ProblemsTest::line))
                                        .containsExactly(
                                                "connections.yaml:5:24: no source uses crm.Contact;"
                                                        + " remove it, or map it",
                                                "model.yaml:6:8: no account can be green: the best"
                                                        + " score is 38.5; raise weights or the base, or"
                                                        + " let green begin lower",
                                                "model.yaml:54:3: csat_365d has a level curve and"
                                                        + " never moves the score; let its curve rise or"
                                                        + " fall, or remove its score",
                                                "sources/account.yaml:7:9: Billing_Email__c looks"
                                                        + " like an e-mail address and would be stored"
                                                        + " in the clear; write {from: Billing_Email__c,"
                                                        + " hash: true}"));
    }

    @Test
    void hashedPathsAreNamedForTheLanding() {
        SortedMap<String, String> files = Example.files();
        files.compute(
                "sources/account.yaml",
                (path, text) ->
                        text
                                + "  mail: {from: Billing_Email__c, hash: true, type: text, nature:"
                                + " state}\n");
        Mappings mappings = Example.good(files);
        SourceMapping account = mappings.sources().getFirst();
        assertThat(account.hashed()).containsExactly("Billing_Email__c");
        assertThat(account.request().fields())
                .containsExactly("Billing_Email__c", "External_Id__c", "Name");
        assertThat(account.fingerprint())
                .isNotEqualTo(Example.mappings().sources().getFirst().fingerprint());
    }

    static List<String> told(SortedMap<String, String> files) {
        return switch (Mappings.parse(files)) {
            case Mappings.Loaded.Good good -> List.of();
            case Mappings.Loaded.Bad bad ->
                    bad.problems().stream().map(ProblemsTest::line).toList();
        };
    }

    static String line(Finding finding) {
        return finding.where() + ": " + finding.what() + "; " + finding.fix();
    }
}

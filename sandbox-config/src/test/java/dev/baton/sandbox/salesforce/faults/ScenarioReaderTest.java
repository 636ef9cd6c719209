package dev.baton.sandbox.salesforce.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScenarioReaderTest {

    private static String problem(String yaml) {
        try {
            ScenarioReader.read(yaml);
            return "none";
        } catch (ScenarioException e) {
            return e.line() + ": " + e.what();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | 1: the scenario is empty",
                "faults: [ | 1: this is no YAML: ",
                "name: a/name: b | 2: the key name stands twice; remove one",
                "just text | 1: a scenario must be written as key: value lines",
                "name: a/fault: b | 2: unknown key fault; known here are faults, limits, name",
                "faults:/- fault: nonsense | 2: fault must be one of unavailable, ",
                "faults:/- on: query | 2: add fault",
                "faults:/- fault: unavailable/  on: nonsense | 3: on must be one of any, token, ",
                "faults:/- fault: unavailable/  milliseconds: 3 | 3: unknown key milliseconds",
                "faults:/- fault: unavailable/  times: 0 | 3: times must be a whole number of at least 1",
                "faults:/- fault: unavailable/  times: often | 3: times must be a whole number of at least 1",
                "faults:/- fault: drop | 2: add done",
                "faults:/- fault: drop/  done: maybe | 3: done must be true (the work was done) or false",
                "faults:/- fault: bulk-job/  jobs: all | 3: jobs must be query or ingest",
                "faults:/- fault: bulk-job/  jobs: query/  hold: JobComplete | 4: hold must be one of UploadComplete, InProgress",
                "faults:/- fault: bulk-job/  jobs: query/  end: Open | 4: end must be one of Failed, Aborted",
                "faults:/- fault: locked-rows/  ids: 001 | 3: ids must be a list",
                "faults:/- fault: validation-rule/  object: A/  message: m | 2: add when, a list of conditions",
                "faults:/- fault: validation-rule/  object: A/  when:/  - {field: F} | 5: a condition has a field and one of is, ",
                "faults:/- fault: validation-rule/  object: A/  when:/  - {field: F, empty: 1} | 5: empty must be true or false",
                "limits:/  calls_a_day: 0 | 2: calls_a_day must be a whole number of at least 1",
                "limits:/  calls_an_hour: 1 | 2: unknown key calls_an_hour"
            })
    void aScenarioThatCannotBeReadSaysWhereAndWhy(String yaml, String problem) {
        assertThat(problem(yaml.replace('/', '\n'))).startsWith(problem);
    }

    @Test
    void jsonIsYamlToo() throws ScenarioException {
        Scenario scenario =
                ScenarioReader.read(
                        "{\"name\":\"x\",\"faults\":[{\"fault\":\"slow\",\"milliseconds\":5}]}");

        assertThat(scenario.name()).isEqualTo("x");
        assertThat(scenario.faults().stream().map(Scenario.Fault::kind).toList())
                .isEqualTo(List.of("slow"));
    }
}

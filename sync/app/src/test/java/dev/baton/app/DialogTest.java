package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.crm.salesforce.survey.Candidate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialogTest {
    private static final List<Candidate> TWO =
            List.of(
                    new Candidate("CSM__c", "CSM", 164, 200),
                    new Candidate("OwnerId", "Owner", 200, 200));

    private final StringWriter shown = new StringWriter();

    private Dialog typing(String lines) {
        return new Dialog(new BufferedReader(new StringReader(lines)), new PrintWriter(shown));
    }

    @ParameterizedTest
    @CsvSource({
        "'\n', CSM__c",
        "'2\n', OwnerId",
        "'Other__c\n', Other__c",
        "'none\n', none",
        "'9\n2\n', OwnerId"
    })
    void aNumberAnotherWordOrNothingIsAnAnswer(String typed, String chosen) throws IOException {
        assertThat(typing(typed).choose("Who?", TWO)).isEqualTo(chosen);
        assertThat(shown.toString()).contains("1  CSM__c (CSM): 82 % of 200");
    }

    @Test
    void withoutAProposalNothingIsUsual() throws IOException {
        assertThat(typing("\n").choose("Who?", List.of())).isEqualTo("none");
    }

    @Test
    void whatMustBeSaidIsAskedForAgain() throws IOException {
        assertThat(typing("\n\nhttps://x\n").ask("Where", "")).isEqualTo("https://x");
    }

    @Test
    void anInputThatEndsWritesNothing() {
        assertThatThrownBy(() -> typing("").ask("Where", ""))
                .isInstanceOf(Stop.class)
                .hasMessageContaining("nothing was written");
    }
}

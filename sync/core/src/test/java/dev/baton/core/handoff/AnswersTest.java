package dev.baton.core.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.Given;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "TBD",
                " tbd ",
                "n/a",
                "N/A",
                "unknown",
                "Unknown",
                "-",
                "?",
                "???",
                "…",
                "to  be\ndefined",
                "none"
            })
    void whatPeopleWriteBecauseTheyMustIsNoAnswer(String text) {
        assertThat(Answers.STANDARD.isAnswer(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "no", "tbd by the customer's board", "née", "日本"})
    void anythingElseIs(String text) {
        assertThat(Answers.STANDARD.isAnswer(text)).isTrue();
    }

    @Test
    void aFieldsDefaultIsNoAnswerAndNoneMayBe() {
        Answers here = Answers.STANDARD.without(List.of("Please Choose")).with(List.of("None"));
        assertThat(here.isAnswer("please  choose")).isFalse();
        assertThat(here.isAnswer("none")).isTrue();
        assertThat(here.isAnswer("tbd")).isFalse();
    }

    @Test
    void falseAndZeroAreAnswersAndOneLabelIsEnough() {
        assertThat(Answers.STANDARD.isAnswer(Given.truth(false))).isTrue();
        assertThat(Answers.STANDARD.isAnswer(Given.number(0))).isTrue();
        assertThat(Answers.STANDARD.isAnswer(Given.labels("tbd", "wolf"))).isTrue();
        assertThat(Answers.STANDARD.isAnswer(Given.labels("tbd"))).isFalse();
    }
}

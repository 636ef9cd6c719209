package dev.baton.core.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.core.health.Band;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlayTest {
    private static final Cause RED = new Cause.InBand(List.of(Band.RED));

    private static Play play(String name, List<String> owners, int dueDays) {
        return new Play(name, RED, new Cause.Not(RED), owners, dueDays, "Call", "Ask.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "ppppppppppppppppppppppppppppppppppppppppp"})
    void aNameThatWouldBreakATasksKeyIsRefused(String name) {
        assertThatThrownBy(() -> play(name, List.of("csm"), 1))
                .hasMessage("a play's name has 1..40 letters");
    }

    @ParameterizedTest
    @CsvSource({"csm, -1", "csm, 366", "'', 1"})
    void aTaskOfNobodyOrDueInYearsIsRefused(String owner, int dueDays) {
        List<String> owners = Stream.of(owner).filter(each -> !each.isEmpty()).toList();
        assertThatThrownBy(() -> play("red", owners, dueDays))
                .hasMessage("a task is somebody's, and due within a year");
    }

    @Test
    void theEdgesBelongToTheRange() {
        assertThat(play("p", List.of("csm"), 0).dueDays()).isZero();
        assertThat(play("p".repeat(Play.LONGEST_NAME), List.of("csm"), 365).name()).hasSize(40);
    }

    @Test
    void everyFieldOfATaskIsFoundByItsWordAndPeoplesAreOnlyRead() {
        for (TaskField field : TaskField.values()) {
            assertThat(TaskField.named(field.word())).contains(field);
        }
        assertThat(TaskField.SNOOZE_UNTIL.word()).isEqualTo("snooze_until");
        assertThat(TaskField.named("SUBJECT")).isEmpty();
        assertThat(Stream.of(TaskField.values()).filter(TaskField::readOnly))
                .containsExactly(TaskField.OUTCOME, TaskField.SNOOZE_UNTIL, TaskField.CLOSED_AT);
        assertThat(Stream.of(TaskField.values()).filter(TaskField::required))
                .containsExactly(
                        TaskField.ACCOUNT, TaskField.OWNER, TaskField.SUBJECT, TaskField.STATUS);
    }

    @Test
    void episodesAreInOrderOfAccountAndPlay() {
        LocalDate day = LocalDate.parse("2026-05-04");
        var first = new Episode(new TaskKey("red", "001", day), true);
        var second = new Episode(new TaskKey("storm", "001", day.minusDays(1)), false);
        var third = new Episode(new TaskKey("cold", "002", day), false);
        assertThat(Stream.of(third, second, first).sorted()).containsExactly(first, second, third);
        assertThat(Stream.of(second, first, third).sorted()).containsExactly(first, second, third);
    }
}

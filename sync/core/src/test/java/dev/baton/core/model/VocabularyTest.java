package dev.baton.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    @Test
    void aDeclaredFieldIsKnownOnItsTypeOnlyAndTheStandardStaysAsItIs() {
        Vocabulary standard = Vocabulary.standard();
        FieldSpec seats = FieldSpec.state("seats", FieldType.NUMBER);
        Vocabulary wider = standard.with(RecordType.ACCOUNT, List.of(seats));
        assertThat(wider.field(RecordType.ACCOUNT, "seats")).contains(seats);
        assertThat(wider.field(RecordType.TICKET, "seats")).isEmpty();
        assertThat(standard.field(RecordType.ACCOUNT, "seats")).isEmpty();
        assertThat(wider.with(RecordType.TICKET, List.of()).field(RecordType.ACCOUNT, "seats"))
                .contains(seats);
    }

    @Test
    void namesAreInAlphabeticalOrder() {
        assertThat(Vocabulary.standard().names(RecordType.TICKET))
                .containsExactly(
                        "first_replied_at",
                        "labels",
                        "priority",
                        "reopens",
                        "solved_at",
                        "status",
                        "themes");
    }

    @Test
    void aFieldKeepsItsTypeAndNature() {
        Vocabulary standard = Vocabulary.standard();
        FieldSpec asBefore = FieldSpec.state("status", FieldType.TEXT);
        assertThat(standard.with(RecordType.TICKET, List.of(asBefore)).names(RecordType.TICKET))
                .isEqualTo(standard.names(RecordType.TICKET));
        assertThatThrownBy(
                        () ->
                                standard.with(
                                        RecordType.TICKET,
                                        List.of(FieldSpec.state("status", FieldType.NUMBER))))
                .hasMessage("ticket.status is TEXT already");
        assertThatThrownBy(
                        () ->
                                standard.with(
                                        RecordType.TICKET,
                                        List.of(FieldSpec.fixed("status", FieldType.TEXT))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTypeIsFoundByItsWord() {
        for (RecordType type : RecordType.values()) {
            assertThat(RecordType.named(type.word())).contains(type);
        }
        assertThat(RecordType.named("Ticket")).isEmpty();
    }
}

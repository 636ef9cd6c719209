package dev.baton.core.model;

import static dev.baton.core.Given.day;
import static dev.baton.core.Given.labels;
import static dev.baton.core.Given.moment;
import static dev.baton.core.Given.moments;
import static dev.baton.core.Given.number;
import static dev.baton.core.Given.text;
import static dev.baton.core.Given.truth;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValueTest {
    @Test
    void eachKindOfValueFitsOneTypeOfField() {
        assertThat(
                        Stream.of(
                                        text("a"),
                                        number(1),
                                        truth(true),
                                        moment("2026-03-01T00:00:00Z"),
                                        moments("2026-03-01T00:00:00Z"),
                                        day("2026-03-01"),
                                        labels("a"))
                                .map(Value::type))
                .containsExactly(FieldType.values());
    }

    @Test
    void aFieldSaysWhatCanBeToldAboutItsPast() {
        assertThat(
                        List.of(
                                FieldSpec.fixed("a", FieldType.TEXT),
                                FieldSpec.event("a", FieldType.TEXT),
                                FieldSpec.state("a", FieldType.TEXT)))
                .extracting(FieldSpec::nature)
                .containsExactly(FieldSpec.Nature.values());
    }

    @Test
    void recordsAreInOrderOfSystemObjectAndId() {
        var inOrder =
                List.of(
                        new RecordRef("crm", "Account", "9"),
                        new RecordRef("crm", "Opportunity", "1"),
                        new RecordRef("crm", "Opportunity", "2"),
                        new RecordRef("zendesk", "Account", "1"));
        assertThat(inOrder.reversed().stream().sorted()).isEqualTo(inOrder);
    }
}

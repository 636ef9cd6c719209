package dev.baton.crm.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldBitsTest {
    private static final Schema SCHEMA = new Schema.Parser().parse(Events.SCHEMA);

    @Test
    void theLowestBitIsTheFirstField() throws MalformedEvent {
        // ChangeEventHeader 0, Name 1, Phone 2, Industry 3, BillingAddress 4, OwnerId 5
        assertThat(FieldBits.names(SCHEMA, List.of("0x2C")))
                .containsExactly("Phone", "Industry", "OwnerId");
    }

    @Test
    void partsOfACompoundFieldHaveBitsOfTheirOwn() throws MalformedEvent {
        assertThat(FieldBits.names(SCHEMA, List.of("0x04", "1-0x6", "4-0x02")))
                .containsExactly("Phone", "Name.FirstName", "Name.LastName", "BillingAddress.City");
    }

    @Test
    void partsMayComeAlone() throws MalformedEvent {
        assertThat(FieldBits.names(SCHEMA, List.of("4-0x01")))
                .containsExactly("BillingAddress.Street");
        assertThat(FieldBits.names(SCHEMA, List.of())).isEmpty();
    }

    @Test
    void moreThanSixtyFourFieldsAreNoObstacle() throws MalformedEvent {
        List<Schema.Field> many =
                IntStream.range(0, 200)
                        .mapToObj(i -> new Schema.Field("F" + i, Schema.create(Schema.Type.STRING)))
                        .toList();
        Schema wide = Schema.createRecord("Wide", null, "x", false, many);

        assertThat(FieldBits.names(wide, List.of("0x8" + "0".repeat(40)))).containsExactly("F163");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "2C", "0x", "0xZZ", "0x-4", "0x40", "9-0x1", "x-0x1", "2-0x1", "4-0x4", "4-"
            })
    void bitsOfNothingAreNoEvent(String bitmap) {
        assertThatThrownBy(() -> FieldBits.names(SCHEMA, List.of(bitmap)))
                .isInstanceOf(MalformedEvent.class);
    }
}

package dev.baton.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThreeWayTest {
    private static final String SCORE = "Score__c";

    @Test
    void onlyWhatDiffersIsWrittenAndWhatIsNotDesiredIsLeftAlone() {
        ThreeWay.Compared compared =
                ThreeWay.compare(
                        "Account",
                        "001A",
                        fields(SCORE, new BigDecimal("68.0"), "Band__c", "Yellow", "Note__c", ""),
                        fields(SCORE, number(68), "Band__c", "Red", "Owner", "somebody"),
                        Map.of());

        assertThat(compared.changes())
                .containsExactly(new Change("Account", "001A", "Band__c", "Red", "Yellow"));
        assertThat(compared.conflicts()).isEmpty();
    }

    @Test
    void anEmptiedFieldIsAChangeToo() {
        assertThat(compare(null, number(68), null).changes())
                .containsExactly(new Change("Account", "001A", SCORE, number(68), null));
    }

    @Test
    void ourOwnOlderValueIsWrittenOver() {
        assertThat(compare(number(70), number(68), Ours.kept(number(68))).changes()).hasSize(1);
    }

    @Test
    void whatAPersonChangedIsLeftAloneAndToldWithAllThreeValues() {
        ThreeWay.Compared compared = compare(number(70), number(99), Ours.kept(number(68)));

        assertThat(compared.changes()).isEmpty();
        assertThat(compared.conflicts())
                .containsExactly(
                        new Conflict("Account", "001A", SCORE, number(68), number(99), number(70)));
    }

    @Test
    void aFieldThatAPersonEmptiedIsLeftAloneToo() {
        assertThat(compare(number(70), null, Ours.kept(number(68))).conflicts()).hasSize(1);
        assertThat(compare(number(70), "", Ours.kept(number(68))).changes()).isEmpty();
    }

    @Test
    void whoeverWroteWhatWeWantThereIsNothingToDo() {
        ThreeWay.Compared compared = compare(number(70), number(70), Ours.kept(number(68)));

        assertThat(compared.changes()).isEmpty();
        assertThat(compared.conflicts()).isEmpty();
    }

    @Test
    void whatStandsThereAsWeWantItIsAdoptedOnceAndThenAnEditIsAnEdit() {
        assertThat(compare(number(70), number(70), null).adopted())
                .isEqualTo(Map.of(SCORE, Ours.kept(number(70))));
        assertThat(compare(null, "", null).adopted()).isEqualTo(Map.of(SCORE, Ours.kept("")));
        assertThat(compare(number(70), number(70), Ours.kept(number(68))).adopted()).hasSize(1);
        assertThat(compare(number(70), number(70), Ours.kept(number(70))).adopted()).isEmpty();
        assertThat(compare(null, "I know better", Ours.kept(null)).conflicts()).hasSize(1);
    }

    @Test
    void aValueThatTheOrgBendsIsNotSentAgain() {
        var bent = new Ours("Customer left", "CUSTOMER LEFT");

        assertThat(compare("Customer left", "CUSTOMER LEFT", bent).changes()).isEmpty();
        assertThat(compare("Customer left", "CUSTOMER LEFT", bent).adopted()).isEmpty();
        assertThat(compare("Customer is back", "CUSTOMER LEFT", bent).changes()).hasSize(1);
        assertThat(compare("Customer left", "no idea", bent).conflicts()).hasSize(1);
    }

    @Test
    void aFieldWeNeverWroteMayBeWritten() {
        assertThat(compare(number(70), number(10), null).changes()).hasSize(1);
    }

    private static ThreeWay.Compared compare(
            @Nullable Object wanted, @Nullable Object now, @Nullable Ours ours) {
        return ThreeWay.compare(
                "Account",
                "001A",
                fields(SCORE, wanted),
                fields(SCORE, now),
                ours == null ? Map.of() : Map.of(SCORE, ours));
    }

    private static BigDecimal number(int number) {
        return BigDecimal.valueOf(number);
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        var fields = new HashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return fields;
    }
}

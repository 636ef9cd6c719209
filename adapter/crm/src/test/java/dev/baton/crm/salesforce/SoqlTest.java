package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.crm.salesforce.Soql.Name;
import dev.baton.crm.salesforce.Soql.RecordId;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoqlTest {
    private static final Instant T = Instant.parse("2026-03-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Name FROM User",
                "Name,Id",
                "Name'",
                "(SELECT Id FROM Contacts)",
                "COUNT()",
                "1Name",
                "_Name",
                "A.B.C",
                ".Name",
                "Name.",
                "Näme",
                "Name\n",
                "Name--",
                "../../oauth2/token"
            })
    void whatIsNoNameCannotBecomeOne(String text) {
        assertThat(Name.isName(text)).isFalse();
        assertThatThrownBy(() -> new Name(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "001",
                "001000000000001' OR Id > '",
                "001000000000001AA'",
                "0010000 0000001"
            })
    void whatIsNoIdCannotBecomeOne(String text) {
        assertThatThrownBy(() -> new RecordId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWalkAsksForWhatIsBehindTheLastRow() {
        var position = new Position.Walking(T, "001000000000001AAA", new Position.Span(T, T));
        String text =
                KeysetQuery.of(selection(), selection().select(), position, T.plusSeconds(60), 200)
                        .text();
        assertThat(text)
                .isEqualTo(
                        "SELECT Id,SystemModstamp,CreatedDate,IsDeleted,Name FROM Account WHERE"
                                + " SystemModstamp >= 2026-03-01T00:00:00.000Z AND (SystemModstamp >"
                                + " 2026-03-01T00:00:00.000Z OR Id > '001000000000001AAA') AND"
                                + " SystemModstamp <= 2026-03-01T00:01:00.000Z ORDER BY"
                                + " SystemModstamp,Id LIMIT 200");
    }

    @Test
    void behindMeansALaterStampOrTheSameWithAHigherId() {
        Random random = new Random(20_260_329L);
        System.out.println("behindMeans…: seed 20260329");
        var org = new FakeOrg();
        for (int n = 0; n < 300; n++) {
            org.create("Account", T.plusSeconds(random.nextInt(12)));
        }
        var all = org.rows("Account");
        for (FakeOrg.Row last : all) {
            var span = new Position.Span(T, T);
            var position = new Position.Walking(last.stamp(), last.id(), span);
            String text =
                    KeysetQuery.of(
                                    selection(),
                                    selection().select(),
                                    position,
                                    T.plusSeconds(9),
                                    2000)
                            .text();
            var expected =
                    all.stream()
                            .filter(row -> !row.stamp().isAfter(T.plusSeconds(9)))
                            .filter(row -> isBehind(row, last))
                            .map(FakeOrg.Row::id);
            assertThat(new FakeSoql(text).run(all).stream().map(FakeOrg.Row::id))
                    .containsExactlyInAnyOrderElementsOf(expected.toList());
        }
    }

    private static boolean isBehind(FakeOrg.Row row, FakeOrg.Row last) {
        return (row.stamp().equals(last.stamp()) && row.id().compareTo(last.id()) > 0)
                || row.stamp().isAfter(last.stamp());
    }

    private static Selection selection() {
        var object = new ObjectSchema("Account", true, true, List.of());
        var name = new Selection.Column(List.of("Name"), List.of("Name"), "string");
        return new Selection(object, List.of(name), "SystemModstamp", true, true, false, null);
    }
}

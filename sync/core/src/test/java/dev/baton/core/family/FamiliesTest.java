package dev.baton.core.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.core.EverySeed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FamiliesTest {
    private static final List<String> KNOWN = List.of("a", "b", "c", "d", "e", "f");

    @Test
    void everyLevelBelowBelongs() {
        Families families = Families.of(Map.of("b", "a", "c", "b", "d", "b", "e", "a"), KNOWN);
        assertThat(families.below("a")).containsExactly("b", "c", "d", "e");
        assertThat(families.below("b")).containsExactly("c", "d");
        assertThat(families.below("c")).isEmpty();
        assertThat(families.isAboveOthers("b")).isTrue();
        assertThat(families.isAboveOthers("c")).isFalse();
        assertThat(families.parent("c")).isEqualTo("b");
        assertThat(families.members()).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void aParentThatNobodyKnowsIsNone() {
        Families families = Families.of(Map.of("b", "gone", "c", "b"), KNOWN);
        assertThat(families.parent("b")).isNull();
        assertThat(families.below("b")).containsExactly("c");
        assertThat(families.isAboveOthers("gone")).isFalse();
    }

    @Test
    void whoRunsInACircleHasNoParentAndWhoHangsBelowKeepsHis() {
        Families families =
                Families.of(Map.of("a", "b", "b", "c", "c", "a", "d", "a", "e", "e"), KNOWN);
        assertThat(families.circling()).containsExactly("a", "b", "c", "e");
        assertThat(families.parent("a")).isNull();
        assertThat(families.below("a")).containsExactly("d");
        assertThat(families.below("e")).isEmpty();
    }

    @Test
    void aCircleThatClosesMovesAllWhoRunInIt() {
        Families before = Families.of(Map.of("b", "a", "c", "b", "e", "d"), KNOWN);
        Families after = Families.of(Map.of("a", "c", "b", "a", "c", "b", "e", "a"), KNOWN);
        assertThat(after.moved(before)).containsExactly("b", "c", "e");
        assertThat(before.moved(before)).isEmpty();
    }

    @Test
    void aLongChainIsWalkedWithoutAStackOfItsOwn() {
        var named = new LinkedHashMap<String, String>();
        var known = new ArrayList<String>();
        for (int i = 0; i < 20_000; i++) {
            known.add("k" + i);
            named.put("k" + (i + 1), "k" + i);
        }
        assertThat(Families.of(named, known).below("k0")).hasSize(19_999);
    }

    @EverySeed
    void theOrderOfAccountsDoesNotMatter(long seed) {
        var random = new Random(seed);
        var pairs = new ArrayList<Map.Entry<String, String>>();
        for (String account : KNOWN) {
            if (random.nextInt(4) > 0) {
                pairs.add(Map.entry(account, KNOWN.get(random.nextInt(KNOWN.size()))));
            }
        }
        Families first = families(pairs, KNOWN);
        Collections.shuffle(pairs, random);
        var known = new ArrayList<>(KNOWN);
        Collections.shuffle(known, random);
        Families second = families(pairs, known);
        for (String account : KNOWN) {
            assertThat(second.below(account)).isEqualTo(first.below(account));
            assertThat(first.below(account)).as("nobody is below himself").doesNotContain(account);
        }
        assertThat(second.circling()).isEqualTo(first.circling());
    }

    private static Families families(List<Map.Entry<String, String>> pairs, List<String> known) {
        var named = new LinkedHashMap<String, String>();
        pairs.forEach(pair -> named.put(pair.getKey(), pair.getValue()));
        return Families.of(named, known);
    }
}

package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much the contract asks for; a case that is taken out is missed here. */
final class ContractSizeTest {

    @Test
    void aSourcePlaysFortyFourCases() {
        assertThat(cases(SourceContract.class)).isEqualTo(44);
    }

    @Test
    void aSinkPlaysTwentyNineCases() {
        assertThat(cases(SinkContract.class)).isEqualTo(29);
    }

    private static long cases(Class<?> contract) {
        return Stream.of(contract.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .count();
    }
}

package dev.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearRealTimeTest {
    @Test
    void aPercentileIsTheSmallestValueThatSoManyDoNotExceed() {
        List<Double> hundred = IntStream.rangeClosed(1, 100).mapToObj(i -> 101.0 - i).toList();
        assertThat(NearRealTime.percentile(hundred, 95)).isEqualTo(95);
        assertThat(NearRealTime.percentile(hundred, 100)).isEqualTo(100);
        assertThat(NearRealTime.percentile(List.of(1.0, 2.0, 3.0), 50)).isEqualTo(2);
        assertThat(NearRealTime.percentile(List.of(7.0), 95)).isEqualTo(7);
    }
}

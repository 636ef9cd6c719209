package dev.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void anAimThatIsMissedSaysSo() {
        assertThat(new Line("Rescore", 9, 3, "s", 2, "").markdown())
                .isEqualTo("| Rescore | 9.00 s | 3.00 s | 3.00 | ≤ 2.00, **missed** |  |");
        assertThat(new Line("Rescore", 6, 3, "s", 2, "").markdown()).contains("≤ 2.00, met");
    }

    @Test
    void theMedianIsNotMovedByOneBadRound() throws IOException {
        var samples = new Samples();
        for (String told : List.of("a_seconds=1", "a_seconds=2", "a_seconds=90")) {
            samples.add(Figures.read(new BufferedReader(new StringReader("noise\n" + told))));
        }

        assertThat(samples.median("a_seconds")).isEqualTo(2);
    }

    @Test
    void thePageTellsMachineSeedAndEveryRatio() {
        var lines = List.of(new Line("Pull and land", 30, 20, "s", 1.5, "50,000 rows/s"));

        String page = new Report(Scale.MEDIUM, 42, 3, "2 cores", lines).markdown();

        assertThat(page)
                .contains("100,000 accounts, 300,000 opportunities and 1,000,000 tickets")
                .contains("seed 42; medians of 3 rounds")
                .contains("2 cores")
                .contains(
                        "| Pull and land | 30.0 s | 20.0 s | 1.50 | ≤ 1.50, met | 50,000 rows/s |");
    }
}

package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoFolderTest {

    @Test
    void theDemosFolderLoadsWithoutAWarning() {
        assertThat(Mappings.load(Example.MODULE.resolve("demo")))
                .isInstanceOfSatisfying(
                        Mappings.Loaded.Good.class, good -> assertThat(good.warnings()).isEmpty());
    }
}

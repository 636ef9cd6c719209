package dev.baton.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
    @TempDir Path dir;

    @Test
    void aFolderThatSomeoneElseMadeIsRefusedAndStaysAsItIs() throws Exception {
        Path theirs = Files.createDirectory(dir.resolve("theirs"));
        Files.writeString(theirs.resolve("baton.yaml"), "mine");
        assertThatExceptionOfType(DemoException.class)
                .isThrownBy(() -> new DemoFolder(theirs).claim())
                .withMessageContaining("choose another --dir")
                .satisfies(refusal -> assertThat(refusal.exit()).isEqualTo(2));
        assertThat(theirs.resolve("baton.yaml")).hasContent("mine");
    }

    @Test
    void aFileInItsPlaceIsRefused() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "mine");
        assertThatExceptionOfType(DemoException.class)
                .isThrownBy(() -> new DemoFolder(file).claim());
    }

    @Test
    void startingAfreshRemovesWhatTheDemoMadeAndNothingElse() throws Exception {
        var folder = new DemoFolder(dir.resolve("demo"));
        folder.claim();
        Files.createDirectories(folder.data().resolve("salesforce"));
        Files.writeString(folder.data().resolve("salesforce/Account.csv"), "Id\n");
        Files.createDirectories(folder.playground());
        Files.writeString(folder.playground().resolve("model.yaml"), "edited");
        Files.writeString(folder.root().resolve("notes.txt"), "mine");

        folder.claim();
        folder.clear();

        assertThat(folder.data()).doesNotExist();
        assertThat(folder.playground().resolve("model.yaml")).hasContent("edited");
        assertThat(folder.root().resolve("notes.txt")).exists();
    }

    @Test
    void thePlaygroundIsACopyOnceAndThenTheUsersOwn() throws Exception {
        Path mappings = dir.resolve("mappings");
        Files.createDirectories(mappings.resolve("sources"));
        Files.writeString(mappings.resolve("model.yaml"), "shipped");
        Files.writeString(mappings.resolve("sources/account.yaml"), "from");
        var folder = new DemoFolder(dir.resolve("demo"));
        folder.claim();

        folder.copyPlayground(mappings);
        assertThat(folder.playground().resolve("sources/account.yaml")).hasContent("from");
        Files.writeString(folder.playground().resolve("model.yaml"), "edited");
        folder.copyPlayground(mappings);
        assertThat(folder.playground().resolve("model.yaml")).hasContent("edited");
    }

    @Test
    void aPidFileOfAnotherProcessStopsNobody() throws Exception {
        var folder = new DemoFolder(dir.resolve("demo"));
        folder.claim();
        // This very process, but not started when the file says.
        Files.writeString(folder.pid(), ProcessHandle.current().pid() + " 1\n");
        assertThat(new BackgroundSandbox(folder).stop()).isFalse();
        assertThat(folder.pid()).doesNotExist();
    }
}

package dev.baton.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.port.AdapterException;
import dev.baton.port.Cursor;
import dev.baton.port.Finding;
import dev.baton.port.Page;
import dev.baton.port.RawRecord;
import dev.baton.port.StreamRequest;
import dev.baton.testkit.Walk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do to files, and what a usage file is. */
class FileSourceTest {
    private static final Instant NOW = Instant.parse("2026-03-29T01:30:00Z");
    private static final StreamRequest USAGE =
            new StreamRequest("usage", List.of("account_external_id", "date", "metric", "value"));
    private static final String HEADER = "account_external_id,date,metric,value\n";

    @TempDir Path folder;

    private FileSource source(int pageSize, Path... files) {
        var streams = new TreeMap<String, FileStream>();
        var columns = new Columns(List.of("account_external_id", "date", "metric"), "date", null);
        streams.put("usage", new FileStream(List.of(files), columns));
        return FileSource.open(streams, () -> NOW, pageSize);
    }

    private Path file(String text) throws IOException {
        return write(folder.resolve("usage.csv"), text, "2026-03-01T00:00:00Z");
    }

    private static Path write(Path file, String text, String changed) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(changed)));
        return file;
    }

    private Walk walk(@Nullable Cursor cursor, Path... files) throws AdapterException {
        try (FileSource source = source(2, files)) {
            return Walk.from(source, USAGE, cursor);
        }
    }

    @Test
    void aRowIsARecordSinceItsDayAndItsKeyIsItsId() throws Exception {
        RawRecord record =
                walk(null, file(HEADER + "acme,2026-01-31,logins,12\n")).records().getFirst();
        assertThat(record.id()).isEqualTo("acme/2026-01-31/logins");
        assertThat(record.createdAt()).isEqualTo("2026-01-31T00:00:00Z");
        assertThat(record.modifiedAt()).isEqualTo("2026-01-31T00:00:00Z");
        assertThat(record.fields())
                .containsExactlyEntriesOf(
                        new TreeMap<>(
                                java.util.Map.of(
                                        "account_external_id", "acme",
                                        "date", "2026-01-31",
                                        "metric", "logins",
                                        "value", "12")));
    }

    @Test
    void differentKeysHaveDifferentIdsWhateverStandsInThem() {
        assertThat(RecordId.of(List.of("a/b", "c")))
                .isNotEqualTo(RecordId.of(List.of("a", "b/c")))
                .isEqualTo("a%2Fb/c");
        assertThat(RecordId.of(List.of("a%2Fb"))).isNotEqualTo(RecordId.of(List.of("a/b")));
    }

    @Test
    void anEmptyCellIsNull() throws Exception {
        Walk walk =
                walk(null, file(HEADER + "acme,2026-01-31,logins,\nacme,2026-01-31,seats,\"\"\n"));
        assertThat(walk.records())
                .hasSize(2)
                .allSatisfy(r -> assertThat(r.fields()).containsEntry("value", null));
    }

    @Test
    void aByteOrderMarkCrlfQuotesAndLineBreaksAreRead() throws Exception {
        Walk walk =
                walk(
                        null,
                        file(
                                "\uFEFF"
                                        + HEADER.strip()
                                        + "\r\n\"a \"\"b\"\", c\",2026-01-31,\"two\r\nlines\",1\r\n\r\nacme,2026-01-31,logins,2"));
        assertThat(walk.unreadable()).isEmpty();
        assertThat(walk.records())
                .extracting(
                        r -> r.fields().get("account_external_id"), r -> r.fields().get("metric"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a \"b\", c", "two\r\nlines"),
                        org.assertj.core.groups.Tuple.tuple("acme", "logins"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CANARY,2026-01-31,logins",
                "CANARY,2026-01-31,logins,1,more",
                "CANARY,31.01.2026,logins,1",
                "CANARY,2026-01-31T00:00:00,logins,1",
                "CANARY,+12026-01-31,logins,1",
                "CANARY,,logins,1",
                ",2026-01-31,CANARY,1",
                "CANARY,2026-01-31,log\0ins,1",
                "CANARY,2026-01-31,log\uFFFDins,1"
            })
    void aMalformedRowIsToldByItsLineWithoutItsValues(String row) throws Exception {
        Path file =
                file(
                        HEADER
                                + "acme,2026-01-31,logins,1\n"
                                + row
                                + "\nglobex,2026-01-31,logins,3\n");
        Walk walk = walk(null, file);
        assertThat(walk.records()).hasSize(2);
        assertThat(walk.unreadable())
                .singleElement()
                .satisfies(
                        why -> {
                            assertThat(why.record()).isEqualTo(file + ":3");
                            assertThat(why.reason()).isNotBlank().doesNotContain("CANARY");
                        });
    }

    @Test
    void bytesThatAreNoUtf8SpoilTheirRowOnly() throws Exception {
        Path file = folder.resolve("usage.csv");
        Files.write(
                file,
                (HEADER + "M\u00fcller,2026-01-31,logins,1\nacme,2026-01-31,logins,2\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        Walk walk = walk(null, file);
        assertThat(walk.records())
                .extracting(RawRecord::id)
                .containsExactly("acme/2026-01-31/logins");
        assertThat(walk.unreadable())
                .extracting(Page.Unreadable::reason)
                .containsExactly("is not UTF-8");
    }

    @Test
    void anOpenQuoteIsToldAndWhatStandsBeforeItCounts() throws Exception {
        Path file =
                file(
                        HEADER
                                + "acme,2026-01-31,logins,1\nCANARY,2026-01-31,\"logins,1\n"
                                + "x,2026-01-31,y,1\n".repeat(5));
        Walk walk = walk(null, file);
        assertThat(walk.records()).hasSize(1);
        assertThat(walk.unreadable())
                .singleElement()
                .satisfies(
                        why -> {
                            assertThat(why.record()).isEqualTo(file + ":3");
                            assertThat(why.reason()).contains("a quote is not closed");
                        });
        assertThat(walk(walk.end(), file).unreadable()).as("told once").isEmpty();
    }

    @Test
    void noFilesAtAllAreAnEmptyStream() throws Exception {
        Walk walk = walk(null);
        assertThat(walk.records()).isEmpty();
        assertThat(walk.pages()).hasSize(1);
    }

    @Test
    void anUnchangedFileIsNotReadAgain() throws Exception {
        Path file = file(HEADER + "acme,2026-01-31,logins,1\n");
        Cursor end = walk(null, file).end();
        Walk again = walk(end, file);
        assertThat(again.records()).isEmpty();
        assertThat(again.end()).isEqualTo(end);
        write(file, HEADER + "acme,2026-01-31,logins,1\n", "2026-03-02T00:00:00Z");
        assertThat(walk(end, file).records()).as("touched, not changed").isEmpty();
    }

    @Test
    void anAppendedFileIsReadFromThereOn() throws Exception {
        String text = HEADER + "acme,2026-01-31,logins,1\nacme,2026-02-28,logins,2\n";
        Path file = file(text);
        Cursor end = walk(null, file).end();
        write(file, text + "acme,2026-03-28,logins,3\n", "2026-03-02T00:00:00Z");
        assertThat(walk(end, file).records())
                .extracting(RawRecord::id)
                .containsExactly("acme/2026-03-28/logins");
    }

    @Test
    void aCorrectedValueIsAnotherVersionOfTheSameRecord() throws Exception {
        Path file = file(HEADER + "acme,2026-01-31,logins,1\n");
        Walk first = walk(null, file);
        write(file, HEADER + "acme,2026-01-31,logins,7\n", "2026-03-02T00:00:00Z");
        RawRecord again = walk(first.end(), file).records().getFirst();
        assertThat(again.id()).isEqualTo(first.records().getFirst().id());
        assertThat(again.fields()).containsEntry("value", "7");
    }

    @Test
    void aCorrectionWithinTheSameInstantAndLengthIsSeen() throws Exception {
        Path file =
                write(
                        folder.resolve("usage.csv"),
                        HEADER + "acme,2026-01-31,logins,1\n",
                        NOW.toString());
        Walk first = walk(null, file);
        write(file, HEADER + "acme,2026-01-31,logins,7\n", NOW.toString());
        assertThat(walk(first.end(), file).records()).hasSize(1);
    }

    @Test
    void aLastLineThatIsStillBeingWrittenIsReadAgainWhenItIsWhole() throws Exception {
        Path file = file(HEADER + "acme,2026-01-31,logins,1\nacme,2026-02-28,logins,2");
        Walk first = walk(null, file);
        write(
                file,
                HEADER + "acme,2026-01-31,logins,1\nacme,2026-02-28,logins,27\n",
                "2026-03-02T00:00:00Z");
        assertThat(walk(first.end(), file).records())
                .singleElement()
                .satisfies(r -> assertThat(r.fields()).containsEntry("value", "27"));
    }

    @Test
    void aFileRewrittenBetweenTwoPagesIsReadAnew() throws Exception {
        String rows = rows(6, 1);
        Path file = file(HEADER + rows);
        try (FileSource source = source(2, file)) {
            Page page = source.read(USAGE, null);
            write(file, HEADER + rows(6, 5), "2026-03-02T00:00:00Z");
            Walk rest = Walk.from(source, USAGE, page.next());
            assertThat(rest.newest()).hasSize(6);
            assertThat(rest.newest().values())
                    .allSatisfy(r -> assertThat(r.fields()).containsEntry("value", "5"));
        }
    }

    @Test
    void aFileThatNeverStopsChangingIsGivenUp() throws Exception {
        Path file = file(HEADER + rows(6, 1));
        try (FileSource source = source(2, file)) {
            var failure =
                    catchThrowableOfType(
                            AdapterException.class,
                            () -> {
                                Cursor cursor = null;
                                for (int turn = 2; turn < 1_000; turn++) {
                                    cursor = source.read(USAGE, cursor).next();
                                    write(file, HEADER + rows(6, turn % 9), "2026-03-02T00:00:00Z");
                                }
                            });
            assertThat(failure.category()).isEqualTo(AdapterException.Category.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("rename it");
        }
    }

    private static String rows(int count, int value) {
        var text = new StringBuilder();
        IntStream.range(0, count)
                .forEach(
                        row ->
                                text.append("a")
                                        .append(row)
                                        .append(",2026-01-31,logins,")
                                        .append(value)
                                        .append("\n"));
        return text.toString();
    }

    @Test
    void memoryIsBoundedByThePage() throws Exception {
        Path file = folder.resolve("usage.csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write(HEADER);
            for (int row = 0; row < 12_345; row++) {
                out.write("a" + row + ",2026-01-31,logins,1\n");
            }
        }
        try (FileSource source = source(FileSource.PAGE, file)) {
            Walk walk = Walk.from(source, USAGE, null);
            assertThat(walk.pages())
                    .hasSize(14)
                    .allSatisfy(p -> assertThat(p.records()).hasSizeLessThanOrEqualTo(1_000));
            assertThat(walk.newest()).hasSize(12_345);
        }
    }

    @Test
    void aMissingFileIsAMistakeOfTheConfiguration() throws Exception {
        Path gone = folder.resolve("gone.csv");
        var failure = catchThrowableOfType(AdapterException.class, () -> walk(null, gone));
        assertThat(failure.category()).isEqualTo(AdapterException.Category.BAD_REQUEST);
        assertThat(failure).hasMessageContaining("gone.csv");
        try (FileSource source = source(2, gone)) {
            assertThat(source.check(List.of(USAGE)))
                    .singleElement()
                    .satisfies(f -> assertThat(f.what()).isEqualTo("there is no such file"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "account_external_id,date,metric\nacme,2026-01-31,logins\n",
                "account_external_id,date,metric,value,value\n"
            })
    void aHeaderWithoutAMappedColumnIsAMistakeThatCheckNames(String text) throws Exception {
        Path file = file(text);
        var failure = catchThrowableOfType(AdapterException.class, () -> walk(null, file));
        assertThat(failure.category()).isEqualTo(AdapterException.Category.BAD_REQUEST);
        assertThat(failure).hasMessageContaining("value");
        try (FileSource source = source(2, file)) {
            assertThat(source.check(List.of(USAGE)))
                    .extracting(Finding::what)
                    .anyMatch(what -> what.contains("column value"));
        }
    }

    @Test
    void aFolderIsNoFile() {
        var failure = catchThrowableOfType(AdapterException.class, () -> walk(null, folder));
        assertThat(failure.category()).isEqualTo(AdapterException.Category.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "files:x", "since:1", "files:0;ab:1:2", "files:0;zz"})
    void aForeignCursorIsExpired(String cursor) throws Exception {
        Path file = file(HEADER);
        var failure =
                catchThrowableOfType(AdapterException.class, () -> walk(new Cursor(cursor), file));
        assertThat(failure.category()).isEqualTo(AdapterException.Category.EXPIRED_CURSOR);
    }
}

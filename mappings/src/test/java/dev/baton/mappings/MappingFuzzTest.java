package dev.baton.mappings;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whatever stands in a file of a mapping, the folder is good or all that is wrong is told with its
 * place. An input is the file's path on the first line, then its text.
 */
class MappingFuzzTest {
    private static final SortedMap<String, String> WHOLE = Example.files();

    @FuzzTest
    void aFolderIsGoodOrToldWhatIsWrong(byte[] input) {
        String[] parts = new String(input, StandardCharsets.UTF_8).split("\n", 2);
        var files = new TreeMap<>(WHOLE);
        files.put(WHOLE.containsKey(parts[0]) ? parts[0] : Folder.PLAYS, parts[parts.length - 1]);
        switch (Mappings.parse(files)) {
            case Mappings.Loaded.Good good -> good.mappings().digest();
            case Mappings.Loaded.Bad bad ->
                    bad.problems()
                            .forEach(problem -> MutationTest.isTold(problem, files, parts[0]));
        }
    }
}

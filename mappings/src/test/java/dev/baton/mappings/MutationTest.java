package dev.baton.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.mappings.yaml.Problems;
import dev.baton.port.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Slips of the finger in every mapping that is shipped. What is asserted: nothing is ever thrown;
 * what is refused says where, inside the file that was hurt or one that depends on it; what is
 * taken has another digest than before, so that a plan made with the unhurt files is refused; and
 * most slips are refused. Not asserted: that a slip which leaves a well-formed mapping (another
 * weight, another path) is found out; only a preview against the org can.
 */
class MutationTest {
    private static final long SEED = 40_711;
    private static final int SLIPS = Integer.getInteger("baton.slips", 600);
    private static final List<String> SHIPPED =
            List.of("examples/helpdesk", "examples/marketplace", "demo");

    @Test
    void aSlipIsRefusedWithItsPlaceOrSeenInTheDigest() {
        var random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < SLIPS; i++) {
            SortedMap<String, String> files = shipped(SHIPPED.get(i % SHIPPED.size()));
            Mappings whole =
                    WHOLE.computeIfAbsent(SHIPPED.get(i % SHIPPED.size()), MutationTest::whole);
            String path = new ArrayList<>(files.keySet()).get(random.nextInt(files.size()));
            String before = String.valueOf(files.get(path));
            String after = slip(before, random);
            files.put(path, after);
            String which = "seed " + SEED + ", slip " + i + " in " + path;
            switch (Mappings.parse(files)) {
                case Mappings.Loaded.Bad bad -> {
                    refused++;
                    bad.problems().forEach(problem -> isTold(problem, files, which));
                }
                case Mappings.Loaded.Good good -> {
                    String digest = good.mappings().digest() + good.mappings().modelDigest();
                    assertThat(digest.equals(whole.digest() + whole.modelDigest()))
                            .as(which)
                            .isEqualTo(after.equals(before));
                    assertThat(good.mappings().files()).as(which).isEqualTo(files);
                }
            }
        }
        System.out.println("mutations: " + refused + " of " + SLIPS + " refused, seed " + SEED);
        assertThat(refused).isGreaterThan(SLIPS / 2);
    }

    private static final Map<String, Mappings> WHOLE = new TreeMap<>();

    private static Mappings whole(String folder) {
        return Example.good(shipped(folder));
    }

    private static SortedMap<String, String> shipped(String folder) {
        var problems = new Problems();
        SortedMap<String, String> files = Folder.read(Example.MODULE.resolve(folder), problems);
        assertThat(problems.errors()).isEmpty();
        return files;
    }

    static void isTold(Finding problem, SortedMap<String, String> files, String which) {
        assertThat(problem.where()).as(which).matches("[a-z_/.]+:[0-9]+:[0-9]+");
        String[] where = problem.where().split(":", -1);
        if (files.containsKey(where[0])) {
            long lines = String.valueOf(files.get(where[0])).lines().count();
            assertThat(Integer.parseInt(where[1])).as(which).isBetween(1, (int) lines + 1);
        } else {
            assertThat(where[0]).as(which).isEqualTo("sources/");
        }
        assertThat(problem.what() + problem.fix())
                .as(which)
                .isNotBlank()
                .doesNotContain("Exception", "java.util", "dev.cel")
                .doesNotContainPattern("@[0-9a-f]{6,}");
    }

    private static String slip(String text, Random random) {
        int at = random.nextInt(text.length());
        List<String> lines = new ArrayList<>(text.lines().toList());
        int line = random.nextInt(lines.size());
        return switch (random.nextInt(8)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + letter(random) + text.substring(at);
            case 2 -> text.substring(0, at) + letter(random) + text.substring(at + 1);
            case 3 -> text.substring(0, at);
            case 4 -> text.substring(0, at) + text.substring(at).toUpperCase(java.util.Locale.ROOT);
            case 5 -> {
                lines.remove(line);
                yield String.join("\n", lines) + "\n";
            }
            case 6 -> {
                lines.add(line, lines.get(line));
                yield String.join("\n", lines) + "\n";
            }
            default -> {
                lines.set(line, " ".repeat(random.nextInt(1, 4)) + lines.get(line));
                yield String.join("\n", lines) + "\n";
            }
        };
    }

    private static char letter(Random random) {
        String letters = "abcXYZ019_.:-{}[]()'\"#&*!|>%@`~, \t\u0000é\uD83D\\/";
        return letters.charAt(random.nextInt(letters.length()));
    }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes {@code target/fuzz.json} of each module from what the fuzzer said: {@code mvn verify
 * -Pfuzz -l target/fuzz.log; java .ci/FuzzSummary.java target/fuzz.log}.
 */
final class FuzzSummary {
    private static final Pattern TARGET =
            Pattern.compile("using inputs from: (.+)/\\.cifuzz-corpus/([\\w.]+)/(\\w+)");
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");
    private static final Pattern CRASH = Pattern.compile("== Java Exception:");

    private FuzzSummary() {}

    public static void main(String[] args) throws IOException {
        Map<Path, List<String>> modules = new TreeMap<>();
        Path module = null;
        String target = "";
        boolean crashed = false;
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            Matcher begun = TARGET.matcher(line);
            Matcher done = DONE.matcher(line);
            if (begun.find()) {
                module = Path.of(begun.group(1));
                target = begun.group(2) + "#" + begun.group(3);
                crashed = false;
            } else if (CRASH.matcher(line).find() && module != null) {
                add(modules, module, target, "0", "0", true);
                crashed = true;
            } else if (done.find() && module != null && !crashed) {
                add(modules, module, target, done.group(1), done.group(2), false);
            }
        }
        for (Map.Entry<Path, List<String>> each : modules.entrySet()) {
            Path file = each.getKey().resolve("target/fuzz.json");
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, "{\"targets\": [\n  " + String.join(",\n  ", each.getValue()) + "\n]}\n");
            System.out.println(file);
        }
    }

    private static void add(
            Map<Path, List<String>> modules,
            Path module,
            String target,
            String executions,
            String seconds,
            boolean crashed) {
        modules.computeIfAbsent(module, unused -> new java.util.ArrayList<>())
                .add(
                        "{\"target\": \"%s\", \"executions\": %s, \"seconds\": %s, \"crashed\": %s}"
                                .formatted(target, executions, seconds, crashed));
    }
}

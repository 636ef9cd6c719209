package dev.baton.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long it takes until the first byte is on the screen, launcher and all. */
final class StartUp {
    private static final int TRIES = 7;
    private static final String HELLO =
            "class Hello { public static void main(String[] a) { System.out.println(\"hello\"); } }";

    private final Path home;
    private final Path folder;

    /**
     * Ready to measure.
     *
     * @param home folder of the launcher
     * @param folder for what is needed on the way
     */
    StartUp(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    List<Line> run() throws IOException, InterruptedException {
        String launcher = home.resolve("baton").toString();
        List<String> help = List.of(launcher, "--help");
        List<String> hello = hello();
        firstByte(help); // builds what is to be built
        var cached = new ArrayList<Double>();
        var plain = new ArrayList<Double>();
        var floor = new ArrayList<Double>();
        for (int i = 0; i < TRIES; i++) {
            cached.add(firstByte(help));
            plain.add(firstByte(List.of("env", "BATON_AOT=off", launcher, "--help")));
            floor.add(firstByte(hello));
        }
        return List.of(
                new Line(
                        "Start, to the first output of `--help`",
                        median(cached),
                        median(floor),
                        "s",
                        Double.NaN,
                        median(cached) <= 0.5 ? "aim ≤ 0.5 s, met" : "aim ≤ 0.5 s, **missed**"),
                new Line(
                        "the same without the AOT cache",
                        median(plain),
                        median(floor),
                        "s",
                        Double.NaN,
                        ""));
    }

    private List<String> hello() throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Hello.java"), HELLO);
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        new ProcessBuilder(bin.resolve("javac").toString(), source.toString()).start().waitFor();
        return List.of(
                bin.resolve("java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                folder.toString(),
                "Hello");
    }

    private static double firstByte(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (InputStream out = process.getInputStream()) {
            int first = out.read();
            double seconds = (System.nanoTime() - start) / 1e9;
            out.transferTo(java.io.OutputStream.nullOutputStream());
            if (process.waitFor() != 0 || first < 0) {
                throw new IOException("no output from " + command);
            }
            return seconds;
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}

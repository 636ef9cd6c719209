package dev.baton.sandbox.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Types Baton's commands as a person would, and shows what they answer: the real command line, each
 * command a process of its own. Its stderr goes to ours as it comes.
 */
final class Terminal {
    private static final String MAIN = "dev.baton.app.Baton";

    private final PrintStream out;
    private final String program;
    private final String classPath;
    private final Path config;

    /**
     * @param program what the person typed to start us, such as {@code ./baton}
     * @param classPath where the command line's classes are
     * @param config given to every command, as the person would write it
     */
    Terminal(PrintStream out, String program, String classPath, Path config) {
        this.out = out;
        this.program = program;
        this.classPath = classPath;
        this.config = config;
    }

    /** How a person would type it. */
    String typed(String... arguments) {
        var words = new ArrayList<String>();
        words.add(program);
        for (String argument : arguments) {
            words.add(argument.contains(" ") ? "'" + argument + "'" : argument);
        }
        words.addAll(List.of("--config", config.toString()));
        return String.join(" ", words);
    }

    /** Runs a command and shows all it prints. */
    void run(String... arguments) throws DemoException, IOException, InterruptedException {
        say("$ " + typed(arguments));
        execute(Integer.MAX_VALUE, arguments);
        say("");
    }

    /** Runs a command and shows the first lines it prints, as piped into {@code head}. */
    void head(int lines, String... arguments)
            throws DemoException, IOException, InterruptedException {
        say("$ " + typed(arguments) + " | head -" + lines);
        execute(lines, arguments);
        say("");
    }

    /** Runs a command and gives what it prints, showing nothing. */
    String quietly(String... arguments) throws DemoException, IOException, InterruptedException {
        return String.join("\n", execute(0, arguments));
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    private List<String> execute(int shown, String... arguments)
            throws DemoException, IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command(arguments))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var lines = new ArrayList<String>();
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (lines.size() < shown) {
                    say(line);
                }
                lines.add(line);
            }
        }
        int exit = process.waitFor();
        if (exit != 0) {
            throw new DemoException(
                    exit, "`" + typed(arguments) + "` ended with " + exit + "; see above");
        }
        return lines;
    }

    private List<String> command(String... arguments) {
        List<String> command = Jvm.command();
        command.addAll(List.of("-cp", classPath, MAIN));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--config", config.toString()));
        return command;
    }
}

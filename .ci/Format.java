import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks or mends the layout of every Java file below a folder: {@code java -cp FORMATTER
 * Format.java check|fix FOLDER}.
 *
 * <p>A program of our own around the library, because a formatter that runs inside Maven parses
 * with the JDK that runs Maven, which may be older than the language we write.
 */
final class Format {
    private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git");

    public static void main(String[] args) throws Exception {
        boolean fix = args[0].equals("fix");
        var formatter =
                new Formatter(
                        JavaFormatterOptions.builder()
                                .style(JavaFormatterOptions.Style.AOSP)
                                .build());
        int wrong = 0;
        for (Path file : javaFiles(Path.of(args[1]))) {
            String is = Files.readString(file);
            String ought = formatted(formatter, file, is);
            if (is.equals(ought)) {
                continue;
            }
            wrong++;
            if (fix) {
                Files.writeString(file, ought);
            }
            System.err.println((fix ? "formatted " : "not formatted: ") + file);
        }
        if (wrong > 0 && !fix) {
            System.err.println(
                    wrong
                            + " files are not formatted; mend them with: mvn -N process-sources -Dformat=fix");
            System.exit(1);
        }
    }

    private static String formatted(Formatter formatter, Path file, String source)
            throws FormatterException {
        try {
            return formatter.formatSource(RemoveUnusedImports.removeUnusedImports(source));
        } catch (FormatterException e) {
            System.err.println("cannot be parsed: " + file);
            throw e;
        }
    }

    private static List<Path> javaFiles(Path root) throws Exception {
        var found = new ArrayList<Path>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return SKIPPED.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.toString().endsWith(".java")) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        found.sort(null);
        return found;
    }
}

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws what the demo prints as a terminal: {@code ./baton demo | java .ci/Picture.java FILE.svg}.
 *
 * <p>From the first write on, since a plan is long; the commands' own words, cut at the right edge
 * as a terminal would.
 */
final class Picture {
    private static final int COLUMNS = 128;
    private static final double CHARACTER = 7.8;
    private static final int LINE = 18;
    private static final int MARGIN = 20;
    private static final int TITLE = 34;
    private static final Pattern CELL = Pattern.compile("\\S+( \\S+)*");

    public static void main(String[] args) throws IOException {
        List<String> shown = shown(lines());
        Files.createDirectories(Path.of(args[0]).toAbsolutePath().getParent());
        Files.writeString(Path.of(args[0]), svg(shown), StandardCharsets.UTF_8);
    }

    private static List<String> lines() throws IOException {
        try (var in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }

    /** From the first `sync` to the last story. */
    private static List<String> shown(List<String> all) {
        var shown = new ArrayList<String>();
        boolean on = false;
        for (String line : all) {
            if (line.startsWith("Go on from here")) {
                break;
            }
            on |= line.startsWith("$ ") && line.contains(" sync ");
            if (on) {
                shown.add(line.length() <= COLUMNS ? line : line.substring(0, COLUMNS - 1) + "…");
            }
        }
        if (shown.isEmpty()) {
            throw new IllegalStateException("the demo did not come as far as its first sync");
        }
        while (shown.get(shown.size() - 1).isBlank()) {
            shown.remove(shown.size() - 1);
        }
        return shown;
    }

    private static String svg(List<String> lines) {
        int width = (int) (COLUMNS * CHARACTER) + 2 * MARGIN;
        int height = TITLE + lines.size() * LINE + 2 * MARGIN;
        var svg = new StringBuilder();
        svg.append(
                String.format(
                        Locale.ROOT,
                        """
                        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img" aria-label="What ./baton demo prints">
                        <style>
                          text { font: 13px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; fill: #d7dae0; white-space: pre }
                          .typed { fill: #7ee787; font-weight: 600 } .red { fill: #ff7b72 } .yellow { fill: #e3b341 } .green { fill: #56d364 } .head { fill: #8b949e } .truth { fill: #79c0ff }
                        </style>
                        <rect width="%1$d" height="%2$d" rx="10" fill="#161b22"/>
                        <circle cx="22" cy="18" r="6" fill="#ff5f57"/><circle cx="42" cy="18" r="6" fill="#febc2e"/><circle cx="62" cy="18" r="6" fill="#28c840"/>
                        """,
                        width,
                        height));
        int y = TITLE + MARGIN;
        for (String line : lines) {
            svg.append(line(line, y));
            y += LINE;
        }
        return svg.append("</svg>\n").toString();
    }

    /** Cell by cell, each in its place and width, so that columns stand whatever font there is. */
    private static String line(String line, int y) {
        var drawn = new StringBuilder();
        Matcher cells = CELL.matcher(line);
        while (cells.find()) {
            drawn.append(
                    String.format(
                            Locale.ROOT,
                            "<text class=\"%s\" x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" lengthAdjust=\"spacingAndGlyphs\">%s</text>%n",
                            style(line, cells.group()),
                            MARGIN + cells.start() * CHARACTER,
                            y,
                            cells.group().length() * CHARACTER,
                            escaped(cells.group())));
        }
        return drawn.toString();
    }

    private static String style(String line, String cell) {
        if (line.startsWith("$ ")) {
            return "typed";
        }
        if (line.startsWith("AUC ")) {
            return "truth";
        }
        if (line.startsWith("score ") || cell.equals("0.0")) {
            return "head";
        }
        if (cell.matches("red|yellow|green")) {
            return cell;
        }
        return line.startsWith(" ") && cell.matches("-?\\d+\\.\\d")
                ? cell.startsWith("-") ? "red" : "green"
                : "plain";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

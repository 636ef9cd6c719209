package dev.baton.app.report;

import java.util.List;

/**
 * A page that needs nothing beside itself: no script, no font, no picture. Whatever text is handed
 * in is escaped here; plots come from {@link Plot}.
 */
public final class Page {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --ink: #1b2430; --soft: #5b6675; --line: #d5dbe3;
                    --paper: #ffffff; --mark: #1f6fb2; --red: #b3261e; --band: #e8eef5; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6eaf0; --soft: #a3adba; --line: #3a4452; --paper: #141a22;
                      --mark: #6db3f2; --red: #f2837b; --band: #222c38; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink);
                   background: var(--paper); max-width: 74rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.6rem; margin-bottom: .3rem } h2 { font-size: 1.15rem; margin-top: 2.2rem }
            .verdict { border-left: .35rem solid var(--mark); background: var(--band);
                       padding: .6rem 1rem; font-weight: 600 }
            .verdict.none { border-color: var(--red) }
            p.how, .soft { color: var(--soft); font-size: .9rem }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .93rem }
            th, td { white-space: nowrap; text-align: right; padding: .25rem .8rem; border-bottom: 1px solid var(--line) }
            th:first-child, td:first-child { text-align: left; padding-left: 0 }
            th { color: var(--soft); font-weight: 500 }
            .scroll { overflow-x: auto }
            .plots { display: flex; flex-wrap: wrap; gap: 1.5rem }
            figure { margin: 0; flex: 1 1 19rem; max-width: 30rem }
            figcaption { color: var(--soft); font-size: .9rem }
            svg { width: 100%; height: auto; display: block }
            svg text { fill: var(--soft); font: 11px system-ui, sans-serif }
            svg .axis { stroke: var(--line); fill: none } svg .guide { stroke: var(--soft);
              stroke-dasharray: 3 4; fill: none }
            svg .mark { stroke: var(--mark); fill: none; stroke-width: 2 }
            svg .fill { fill: var(--mark) } svg .whisker { stroke: var(--mark); stroke-width: 1.5 }
            ul.lines { margin: .2rem 0 .9rem; padding-left: 1.2rem; color: var(--soft);
              font-size: .9rem }
            """;

    private final StringBuilder page = new StringBuilder();

    /** Begins a page with its title as the first heading. */
    public Page(String title) {
        this(title, title);
    }

    /**
     * Begins a page.
     *
     * @param title what a browser's tab shows
     * @param heading what the page begins with
     */
    public Page(String title, String heading) {
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\">")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
                .append(" style-src 'unsafe-inline'\">")
                .append("<title>")
                .append(escaped(title))
                .append("</title><style>\n")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(escaped(heading))
                .append("</h1>\n");
    }

    /** What it comes to, in a sentence. */
    public void verdict(String text) {
        paragraph("verdict", text);
    }

    /** The same where there is something to heed. */
    public void warning(String text) {
        paragraph("verdict none", text);
    }

    /** How it was made. */
    public void how(String text) {
        paragraph("how", text);
    }

    /** Beside the point, and worth knowing. */
    public void remark(String text) {
        paragraph("soft", text);
    }

    private void paragraph(String style, String text) {
        page.append("<p class=\"")
                .append(style)
                .append("\">")
                .append(escaped(text))
                .append("</p>\n");
    }

    public void heading(String text) {
        page.append("<h2>").append(escaped(text)).append("</h2>\n");
    }

    public void subheading(String text) {
        page.append("<h3>").append(escaped(text)).append("</h3>\n");
    }

    /** Begins a table; rows follow, then {@link #tableEnds()}. */
    public void table(List<String> columns) {
        page.append("<div class=\"scroll\"><table><tr>");
        columns.forEach(each -> page.append("<th>").append(escaped(each)).append("</th>"));
        page.append("</tr>\n");
    }

    public void row(List<String> cells) {
        page.append("<tr>");
        cells.forEach(each -> page.append("<td>").append(escaped(each)).append("</td>"));
        page.append("</tr>\n");
    }

    public void tableEnds() {
        page.append("</table></div>\n");
    }

    /** Begins plots that stand side by side. */
    public void plots() {
        page.append("<div class=\"plots\">\n");
    }

    /**
     * One of them.
     *
     * @param svg from a {@link Plot}, which escapes its texts itself
     */
    public void plot(String svg, String caption) {
        page.append("<figure>")
                .append(svg)
                .append("<figcaption>")
                .append(escaped(caption))
                .append("</figcaption></figure>\n");
    }

    public void plotsEnd() {
        page.append("</div>\n");
    }

    /** Something named, with what is to be known of it line by line. */
    public void entry(String name, String beside, List<String> lines) {
        page.append("<div>")
                .append(escaped(name))
                .append(" <span class=\"soft\">")
                .append(escaped(beside))
                .append("</span></div><ul class=\"lines\">");
        lines.forEach(each -> page.append("<li>").append(escaped(each)).append("</li>"));
        page.append("</ul>\n");
    }

    /** The whole page. */
    public String end() {
        return page.append("</body></html>\n").toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

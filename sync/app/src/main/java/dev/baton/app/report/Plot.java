package dev.baton.app.report;

import java.util.Locale;

/** A plot as SVG that stands in a {@link Page}; colours are the page's. */
public final class Plot {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 250;
    private static final double LEFT = 44;
    private static final double BOTTOM = 34;
    private static final double TOP = 12;
    private static final double RIGHT = 20;

    private final StringBuilder svg = new StringBuilder();

    /** What stands at the upper end of the upright axis. */
    private final double most;

    /**
     * Begins a plot with its axes.
     *
     * @param title for those who do not see it
     * @param most at the upper end of the upright axis, more than 0
     * @param share whether the upright axis counts shares, 0..1
     */
    public Plot(String title, double most, boolean share) {
        this.most = most;
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">",
                        WIDTH,
                        HEIGHT,
                        Page.escaped(title)));
        line("axis", x(0), y(0), x(1), y(0));
        line("axis", x(0), y(0), x(0), y(most));
        for (int tick = 0; tick <= 4; tick++) {
            double at = most * tick / 4;
            text(
                    "end",
                    LEFT - 6,
                    y(at) + 4,
                    share ? percent(at) : String.format(Locale.ROOT, "%.2f", at));
        }
    }

    /** The next tenth above, so that bars use the room. */
    public static double ceiling(double most) {
        return Math.clamp(Math.ceil(most * 10 + 1e-9) / 10, 0.1, 1);
    }

    /** Where a share of the level axis stands, 0..1. */
    public double x(double share) {
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    /** Where a value of the upright axis stands. */
    public double y(double value) {
        return HEIGHT - BOTTOM - value / most * (HEIGHT - BOTTOM - TOP);
    }

    /** Writes shares below the level axis. */
    public void shares() {
        for (int tick = 0; tick <= 4; tick++) {
            text("middle", x(tick / 4.0), HEIGHT - 18, percent(tick / 4.0));
        }
    }

    /** A bar among so many, of a share. */
    public void bar(int place, int of, double value) {
        double width = (x(1) - x(0)) / of;
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"fill\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">"
                                + "<title>%s</title></rect>",
                        x(0) + place * width + 2,
                        y(value),
                        width - 4,
                        y(0) - y(value),
                        percent(value)));
    }

    /** A mark at a share of the level axis. */
    public void dot(double share, double value) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<circle class=\"fill\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>",
                        x(share),
                        y(value)));
    }

    /**
     * A line between two places.
     *
     * @param style {@code guide}, {@code whisker} or {@code axis}
     */
    public void line(String style, double x1, double y1, double x2, double y2) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                        style,
                        x1,
                        y1,
                        x2,
                        y2));
    }

    /** Words below the level axis, at a share of it. */
    public void below(double share, String words) {
        text("middle", x(share), HEIGHT - 18, words);
    }

    /** A line through places of this plot. */
    public void path(String path) {
        svg.append("<path class=\"mark\" d=\"").append(path).append("\"/>");
    }

    private void text(String anchor, double x, double y, String words) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                        anchor,
                        x,
                        y,
                        Page.escaped(words)));
    }

    private static String percent(double share) {
        return String.format(
                Locale.ROOT, share * 100 % 1 < 0.05 ? "%.0f %%" : "%.1f %%", share * 100);
    }

    /**
     * The whole plot.
     *
     * @param below what the level axis counts
     */
    public String end(String below) {
        text("middle", x(0.5), HEIGHT - 3, below);
        return svg.append("</svg>").toString();
    }
}

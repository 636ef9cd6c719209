package dev.baton.core.health;

import java.util.List;
import java.util.Optional;

/**
 * What a value is worth, 0 (worst) to 1 (healthy): level beyond the first point and the last, going
 * one way only.
 *
 * @param points at least two, x strictly growing, y within 0..1 and never turning back
 * @param shape what is between them
 */
public record Curve(List<Point> points, Shape shape) {

    /** What is between two points. */
    public enum Shape {
        /** A straight line. */
        LINEAR,
        /** The worth of the point before: a point's worth begins at its very value. */
        STEP
    }

    /** A corner of the curve. */
    public record Point(double x, double y) {}

    public Curve {
        points = List.copyOf(points);
        problem(points)
                .ifPresent(
                        problem -> {
                            throw new IllegalArgumentException(problem);
                        });
    }

    /** Straight lines between points. */
    public Curve(List<Point> points) {
        this(points, Shape.LINEAR);
    }

    /** What is wrong with these points, if anything. */
    public static Optional<String> problem(List<Point> points) {
        if (points.size() < 2) {
            return Optional.of("a curve has at least two points");
        }
        double way = 0;
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (!Double.isFinite(point.x()) || !(point.y() >= 0 && point.y() <= 1)) {
                return Optional.of("a curve's values lie between 0 and 1");
            }
            if (i > 0) {
                double step = point.y() - points.get(i - 1).y();
                if (point.x() <= points.get(i - 1).x()) {
                    return Optional.of("a curve's measures grow from point to point");
                }
                if (Math.signum(way) * Math.signum(step) < 0) {
                    return Optional.of("a curve goes up or down, not both");
                }
                way = step == 0 ? way : step;
            }
        }
        return Optional.empty();
    }

    /** The worth of a finite value, 0..1. */
    public double at(double value) {
        Point left = points.getFirst();
        if (value <= left.x()) {
            return left.y();
        }
        for (Point right : points.subList(1, points.size())) {
            if (value < right.x()) {
                return shape == Shape.STEP ? left.y() : between(left, right, value);
            }
            left = right;
        }
        return left.y();
    }

    /**
     * Halves keep the differences of very large measures finite. Rounding must not carry the worth
     * past the next corner, or a better value could be worth less.
     */
    private static double between(Point left, Point right, double value) {
        double part = (value / 2 - left.x() / 2) / (right.x() / 2 - left.x() / 2);
        double worth = left.y() + (right.y() - left.y()) * part;
        return Math.clamp(worth, Math.min(left.y(), right.y()), Math.max(left.y(), right.y()));
    }
}

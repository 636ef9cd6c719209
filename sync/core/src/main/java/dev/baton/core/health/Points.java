package dev.baton.core.health;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Points of the scorecard, counted in tenths: whole tenths add up exactly, so that lines sum to the
 * score and records to their line (invariant 9).
 */
public record Points(int tenths) implements Comparable<Points> {
    public static final Points ZERO = new Points(0);

    /**
     * The nearest tenth, halves up.
     *
     * @throws ArithmeticException when not finite or beyond an int
     */
    public static Points of(double points) {
        if (!Double.isFinite(points)) {
            throw new ArithmeticException("points are finite");
        }
        return new Points(Math.toIntExact(Math.round(points * 10)));
    }

    public Points plus(Points other) {
        return new Points(Math.addExact(tenths, other.tenths));
    }

    public Points minus(Points other) {
        return new Points(Math.subtractExact(tenths, other.tenths));
    }

    /** With one decimal. */
    public BigDecimal toDecimal() {
        return BigDecimal.valueOf(tenths, 1);
    }

    /** Whole points, halves away from zero, as the CRM shows them: a score's halves go up. */
    public int rounded() {
        return toDecimal().setScale(0, RoundingMode.HALF_UP).intValueExact();
    }

    /**
     * Splits these points by largest remainder, so that the parts sum to the whole.
     *
     * @param shares at least one, none negative, summing to about 1; ties go to the earlier one
     */
    public List<Points> split(List<Double> shares) {
        int whole = Math.abs(tenths);
        int[] parts = shares.stream().mapToInt(share -> (int) Math.floor(whole * share)).toArray();
        int left = whole - IntStream.of(parts).sum();
        List<Integer> byRemainder =
                IntStream.range(0, parts.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> parts[i] - whole * shares.get(i)))
                        .toList();
        for (int i = 0; i < left; i++) {
            parts[byRemainder.get(i % parts.length)]++;
        }
        var split = new ArrayList<Points>();
        for (int part : parts) {
            split.add(new Points(tenths < 0 ? -part : part));
        }
        return split;
    }

    @Override
    public int compareTo(Points other) {
        return Integer.compare(tenths, other.tenths);
    }

    @Override
    public String toString() {
        return toDecimal().toPlainString();
    }
}

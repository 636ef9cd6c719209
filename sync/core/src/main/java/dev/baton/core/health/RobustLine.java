package dev.baton.core.health;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line through points a step apart that no single outlier bends: the median of all pairwise
 * slopes (Theil–Sen).
 *
 * @param slope a step
 * @param noise how far points usually lie from the line: 1.4826 times the median absolute distance,
 *     which is the standard deviation of normal noise
 */
record RobustLine(double slope, double noise) {
    /** Makes a median absolute deviation a standard deviation. */
    private static final double NORMAL = 1.4826;

    /**
     * The line.
     *
     * @param points at least two, the oldest first
     */
    static RobustLine through(double[] points) {
        List<Double> slopes = new ArrayList<>();
        for (int left = 0; left < points.length; left++) {
            for (int right = left + 1; right < points.length; right++) {
                slopes.add((points[right] - points[left]) / (right - left));
            }
        }
        double slope = median(slopes.stream().mapToDouble(Double::doubleValue).toArray());
        var heights = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            heights[i] = points[i] - slope * i;
        }
        double height = median(heights.clone());
        for (int i = 0; i < points.length; i++) {
            heights[i] = Math.abs(heights[i] - height);
        }
        return new RobustLine(slope, NORMAL * median(heights));
    }

    /** Sorts what it is given. */
    private static double median(double[] numbers) {
        Arrays.sort(numbers);
        int middle = numbers.length / 2;
        return numbers.length % 2 == 1
                ? numbers[middle]
                : (numbers[middle - 1] + numbers[middle]) / 2;
    }
}

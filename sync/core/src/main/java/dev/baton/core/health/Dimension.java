package dev.baton.core.health;

import dev.baton.core.measure.Predicate.Answer;
import java.util.List;
import java.util.Optional;

/**
 * One way to divide accounts: by tier, by product, by how long they have been customers, by use.
 *
 * @param name unique in a model
 * @param segments in order of priority: an account is in the first that fits it
 */
public record Dimension(String name, List<Segment> segments) {
    /** The dimension that a model's own segments make up; its segment is shown with the score. */
    public static final String OWN = "segment";

    public Dimension {
        segments = List.copyOf(segments);
    }

    /** Accounts of a kind. */
    public record Segment(String name, Criterion who) {}

    /** The segment that an account is in, if any fits it. */
    Optional<String> of(Profile account) {
        return segments.stream()
                .filter(segment -> segment.who().test(account) == Answer.YES)
                .map(Segment::name)
                .findFirst();
    }

    /** The names of its segments, in order of priority. */
    public List<String> names() {
        return segments.stream().map(Segment::name).toList();
    }
}

package dev.baton.mappings.model;

import dev.baton.core.health.BySegment;
import dev.baton.core.health.Criterion;
import dev.baton.core.health.Curve;
import dev.baton.core.health.Driver;
import dev.baton.core.health.Terms;
import dev.baton.mappings.model.BySegmentReader.Varied;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a measure counts, and of whom. */
final class ScoreReader {
    static final double LEAST_WEIGHT = 0.1;
    static final double MOST_WEIGHT = 1_000;
    private static final double LEAST_SHARE = 0.01;

    private static final List<String> DRIVERS =
            Arrays.stream(Driver.values())
                    .map(driver -> driver.name().toLowerCase(Locale.ROOT))
                    .toList();

    private final Names names;
    private final Filled filled;
    private final Problems.InFile problems;
    private final BySegmentReader tables;

    ScoreReader(Names names, Filled filled, Problems.InFile problems) {
        this.names = names;
        this.filled = filled;
        this.problems = problems;
        this.tables = new BySegmentReader(names, problems);
    }

    /**
     * Null when something is wrong, told.
     *
     * @param steady the measure's value where nothing changes; null where it tells of no change
     */
    @Nullable Worth read(Section score, @Nullable Double steady) {
        Node shape = score.node("curve");
        Varied<Curve> curve =
                shape == null ? null : tables.read(shape, new CurveReader(steady, problems)::read);
        Weight weight = weight(score);
        Varied<Double> reference = number(score, "reference", 0, 1);
        Driver driver = driver(score);
        Boolean leading = score.has("leading") ? score.truth("leading") : Boolean.FALSE;
        Double halfLife = days(score, "half_life_days");
        Double fresh = days(score, "fresh_days");
        Criterion applies = applies(score);
        if (curve == null
                || weight == null
                || reference == null
                || driver == null
                || leading == null
                || halfLife == null
                || fresh == null
                || applies == null) {
            return null;
        }
        return new Worth.Counted(
                curve.usual(),
                weight.points().usual(),
                reference.usual(),
                driver,
                leading,
                halfLife,
                new Terms(
                        applies,
                        curve.exceptions(),
                        weight.points().exceptions(),
                        reference.exceptions(),
                        weight.share(),
                        fresh));
    }

    /** A time that may be endless. */
    private static @Nullable Double days(Section score, String name) {
        return score.has(name)
                ? score.number(name, MeasureReader.LEAST_DAYS, MeasureReader.MOST_DAYS)
                : Double.valueOf(Double.POSITIVE_INFINITY);
    }

    /** What it speaks of. */
    static @Nullable Driver driver(Section section) {
        String driver = section.word("driver", DRIVERS);
        return driver == null ? null : Driver.valueOf(driver.toUpperCase(Locale.ROOT));
    }

    /** Of a measure in a group the points are not known before all its measures are. */
    private record Weight(Varied<Double> points, Terms.@Nullable Share share) {}

    private @Nullable Weight weight(Section score) {
        String form = score.oneOf(List.of("weight", "group"), "a score");
        if (form == null) {
            return null;
        }
        if (form.equals("group")) {
            Terms.Share share = share(score);
            return share == null
                    ? null
                    : new Weight(new Varied<>(LEAST_WEIGHT, BySegment.none()), share);
        }
        if (score.has("share")) {
            problems.error(
                    score.at("share"), "share is a part of a group's weight", "name the group");
            return null;
        }
        Varied<Double> points = number(score, "weight", LEAST_WEIGHT, MOST_WEIGHT);
        return points == null ? null : new Weight(points, null);
    }

    private Terms.@Nullable Share share(Section score) {
        String group = score.text("group");
        Double parts =
                score.has("share")
                        ? score.number("share", LEAST_SHARE, MOST_WEIGHT)
                        : Double.valueOf(1);
        if (group == null || parts == null) {
            return null;
        }
        if (!names.groups().contains(group)) {
            problems.error(
                    score.at("group"),
                    "no group is called " + group,
                    names.groups().isEmpty()
                            ? "add groups: {" + group + ": {label: …, weight: …}}"
                            : Nearest.fix(group, names.groups()));
            return null;
        }
        return new Terms.Share(group, parts);
    }

    private @Nullable Varied<Double> number(
            Section section, String name, double least, double most) {
        Node node = section.node(name);
        return node == null
                ? null
                : tables.read(node, each -> Section.number(each, name, least, most, problems));
    }

    private @Nullable Criterion applies(Section score) {
        Node who = score.node("applies");
        return who == null
                ? new Criterion.Everyone()
                : new CriterionReader(names, filled, problems).read(who);
    }
}

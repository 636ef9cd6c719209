package dev.baton.mappings.model;

import dev.baton.core.health.Criterion;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Rules;
import dev.baton.core.health.Score;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.measure.Measure;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code model.yaml}, and {@code expansion.yaml} that is written like it. */
public final class ModelReader {
    /** {@code Baton_Model__c} takes no more. */
    static final int LONGEST_VERSION = 40;

    /** Of a trend that is held against noise. */
    private static final int USUAL_INSTANTS = 7;

    private final Score score;
    private final Filled filled;
    private final Problems.InFile problems;

    private ModelReader(Score score, Filled filled, Problems.InFile problems) {
        this.score = score;
        this.filled = filled;
        this.problems = problems;
    }

    /**
     * The model; null when something is wrong, told.
     *
     * @param score what it scores accounts for
     */
    public static @Nullable HealthModel read(
            Node node, Score score, Filled filled, Problems.InFile problems) {
        Section section = Section.open(node, Shapes.of(score), problems);
        HealthModel model =
                section == null ? null : new ModelReader(score, filled, problems).model(section);
        if (section != null && model != null && problems.clean()) {
            ModelLint.look(model, score, section, problems);
            return model;
        }
        return null;
    }

    private @Nullable HealthModel model(Section section) {
        String version = version(section);
        Double base = section.number("base", 0, 100);
        HealthModel.Bands bands = bands(section.section("bands", Shapes.bandsOf(score)));
        Double floor = section.number("coverage_floor", 0, 1);
        HealthModel.TrendRule trend = trend(section.section("trend", Shapes.TREND));
        Names names = Names.of(section, score);
        List<HealthModel.Segment> segments = segments(section, names, base);
        Rules rules = new RulesReader(names, filled, problems).read(section);
        var scored = new ArrayList<ScoredMeasure>();
        var told = new ArrayList<Measure>();
        measures(section, names, scored, told);
        if (version == null || base == null || bands == null || floor == null || trend == null) {
            return null;
        }
        if (!problems.clean()) {
            return null; // a group or a segment that something names may be one that is wrong
        }
        return new HealthModel(
                version,
                base,
                GroupWeights.shared(scored, rules.groups()),
                told,
                bands,
                floor,
                trend,
                segments,
                rules);
    }

    private @Nullable String version(Section section) {
        String version = section.text("version");
        if (version == null || version.length() <= LONGEST_VERSION) {
            return version;
        }
        problems.error(
                section.at("version"),
                "version has " + version.length() + " characters",
                "use at most " + LONGEST_VERSION + ": the CRM's field is no longer");
        return null;
    }

    private HealthModel.@Nullable Bands bands(@Nullable Section section) {
        String best = score.bands().getFirst();
        String next = score.bands().getLast();
        Double green = section == null ? null : section.number(best, 1, 100);
        Double yellow = section == null ? null : section.number(next, 1, 100);
        if (section == null || green == null || yellow == null) {
            return null;
        }
        if (green <= yellow) {
            problems.error(
                    section.at(best),
                    best + " begins below " + next,
                    "let " + best + " begin above " + next);
            return null;
        }
        Double leaveRed = left(section, "leave_red", yellow, green, yellow);
        Double leaveGreen = left(section, "leave_green", yellow, green, green);
        return leaveRed == null || leaveGreen == null
                ? null
                : new HealthModel.Bands(green, yellow, leaveRed, leaveGreen);
    }

    /** A band is left between the two where the others begin. */
    private static @Nullable Double left(
            Section section, String name, double least, double most, double usual) {
        return section.has(name) ? section.number(name, least, most) : Double.valueOf(usual);
    }

    private HealthModel.@Nullable TrendRule trend(@Nullable Section section) {
        Double days = section == null ? null : section.number("days", 1, 3_650);
        Double threshold = section == null ? null : section.number("threshold", 0.1, 100);
        if (section == null) {
            return null;
        }
        Double instants =
                section.has("instants")
                        ? section.number("instants", 2, HealthModel.TrendRule.MOST_INSTANTS)
                        : Double.valueOf(section.has("noise") ? USUAL_INSTANTS : 2);
        Double noise = section.has("noise") ? section.number("noise", 0, 100) : Double.valueOf(0);
        if (instants != null && instants != Math.rint(instants)) {
            problems.error(section.at("instants"), "instants are counted", "write a whole number");
            return null;
        }
        return days == null || threshold == null || instants == null || noise == null
                ? null
                : new HealthModel.TrendRule(days, threshold, instants.intValue(), noise);
    }

    private List<HealthModel.Segment> segments(
            Section section, Names names, @Nullable Double modelBase) {
        Node node = section.node("segments");
        var criteria = new CriterionReader(names.withoutOwn(), filled, problems);
        var segments = new ArrayList<HealthModel.Segment>();
        List<Node.Entry> entries =
                node == null
                        ? List.of()
                        : Section.entries(
                                node,
                                "segments by name",
                                "write NAME: {who: …, base: …}",
                                problems);
        for (Node.Entry entry : entries) {
            HealthModel.Segment segment = segment(entry, criteria, modelBase);
            if (segment != null) {
                segments.add(segment);
            }
        }
        return segments;
    }

    private HealthModel.@Nullable Segment segment(
            Node.Entry entry, CriterionReader criteria, @Nullable Double modelBase) {
        Section section = Section.open(entry.value(), Shapes.SEGMENT, problems);
        Node who = section == null ? null : section.node("who");
        if (section == null) {
            return null;
        }
        Double base = section.has("base") ? section.number("base", 0, 100) : modelBase;
        Boolean tooEarly = section.has("too_early") ? section.truth("too_early") : Boolean.FALSE;
        Criterion criterion = who == null ? null : criteria.read(who);
        return base == null || criterion == null || tooEarly == null
                ? null
                : new HealthModel.Segment(entry.name(), criterion, base, tooEarly);
    }

    private void measures(
            Section section, Names names, List<ScoredMeasure> scored, List<Measure> told) {
        Node node = section.node("measures");
        if (node == null) {
            return;
        }
        var reader = new MeasureReader(names, filled, problems);
        for (Node.Entry entry :
                Section.entries(node, "measures by name", "write NAME: {label: …}", problems)) {
            MeasureReader.Read read = reader.read(entry);
            if (read != null && read.scored() != null) {
                scored.add(read.scored());
            } else if (read != null) {
                told.add(read.measure());
            }
        }
    }
}

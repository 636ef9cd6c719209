package dev.baton.core.play;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Line;
import dev.baton.core.health.Presentation;
import dev.baton.core.measure.Measure;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The words of a task: what to do, why now, and at the end why no more. */
final class TaskText {
    /** Characters of the CRM's Subject. */
    private static final int SUBJECT = 255;

    /** Characters of the CRM's Description. */
    private static final int TEXT = 32_000;

    private static final int REASONS = 3;

    private final Map<String, Measure> measures;

    TaskText(HealthModel model) {
        this.measures =
                model.measures().stream().collect(Collectors.toMap(Measure::name, each -> each));
    }

    static String subject(Play play, Situation situation) {
        String name = situation.account().text("name");
        return Wording.within(
                SUBJECT, name == null ? play.subject() : play.subject() + ": " + name);
    }

    /** The advice, the facts that called for it, and what else weighs on the account. */
    String opening(Play play, Situation situation) {
        var text = new ArrayList<String>(List.of(play.advice(), "", "Why now:"));
        text.addAll(facts(play.when(), situation.assessment()));
        List<Line.Reason> others =
                situation.assessment().reasons().stream()
                        .filter(line -> !play.when().measures().contains(name(line)))
                        .limit(REASONS)
                        .toList();
        if (!others.isEmpty()) {
            text.addAll(List.of("", "What else weighs:"));
            others.forEach(line -> text.add("- " + Presentation.reason(line)));
        }
        return Wording.lines(TEXT, text);
    }

    /** The task's own text, and below it why its cause is gone. */
    String closing(Play play, Situation situation, String before, LocalDate today) {
        var text = new ArrayList<String>(before.lines().toList());
        text.addAll(List.of("", "Closed by Baton on " + today + ", the cause is gone:"));
        text.addAll(facts(play.until(), situation.assessment()));
        return Wording.lines(TEXT, text);
    }

    private List<String> facts(Cause cause, Assessment assessment) {
        var facts = new ArrayList<String>();
        for (String name : cause.measures()) {
            Measure measure = measures.get(name);
            Measured measured = assessment.measured().get(name);
            if (measure != null && measured != null) {
                facts.add("- " + Wording.fact(measure, measured));
            }
        }
        facts.add(
                "- "
                        + (assessment.score() == null
                                ? "score unknown"
                                : "score "
                                        + assessment.score().rounded()
                                        + ", "
                                        + Presentation.title(assessment.band())));
        return facts;
    }

    private static String name(Line.Reason line) {
        return line instanceof Line.Counted counted ? counted.scored().measure().name() : "";
    }
}

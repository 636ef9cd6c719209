package dev.baton.core.health;

import dev.baton.core.health.BySegment.Cell;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.model.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random dimensions, groups and tables of a random world. */
final class RandomRules {
    private static final List<String> GROUPS = List.of("one", "two");
    private static final List<String> SEGMENTS = List.of("a", "b");

    private final Worlds world;

    RandomRules(Worlds world) {
        this.world = world;
    }

    /** Two dimensions, {@code tier} and {@code tenure}, each with the segments a and b. */
    Rules rules() {
        return new Rules(
                Stream.of("tier", "tenure")
                        .map(name -> new Dimension(name, SEGMENTS.stream().map(this::of).toList()))
                        .toList(),
                GROUPS.stream()
                        .map(name -> new Group(name, name, weight(), bySegment(this::weight)))
                        .toList(),
                world.chance(0.7) ? List.of() : List.of(knockOut("high", 60), knockOut("low", 30)),
                world.chance(0.9) ? List.of() : List.of(new TerminalState("left", criterion(1))));
    }

    private KnockOut knockOut(String name, double cap) {
        return new KnockOut(name, name, criterion(1), cap, Driver.SENTIMENT);
    }

    private Dimension.Segment of(String segment) {
        return new Dimension.Segment(segment, criterion(2));
    }

    private double weight() {
        return 0.1 + world.random.nextDouble() * 60;
    }

    Criterion criterion(int depth) {
        return switch (world.random.nextInt(depth == 0 ? 3 : 6)) {
            case 0 ->
                    new Criterion.Tenure(
                            "created_at",
                            world.oneOf(List.of(Comparator.values())),
                            world.random.nextInt(300));
            case 1 -> new Criterion.Account(world.predicate(RecordType.ACCOUNT, 1));
            case 2 -> new Criterion.Everyone();
            case 3 -> new Criterion.Not(criterion(depth - 1));
            case 4 -> new Criterion.Any(List.of(criterion(depth - 1), criterion(depth - 1)));
            default -> new Criterion.All(List.of(criterion(depth - 1), criterion(depth - 1)));
        };
    }

    /** A measure's terms; where {@code tier} and {@code tenure} are, they mean something. */
    Terms terms() {
        boolean grouped = world.chance(0.5);
        Criterion applies =
                world.chance(0.3)
                        ? new Criterion.InSegment("tier", List.of(world.oneOf(SEGMENTS)))
                        : new Criterion.Everyone();
        return new Terms(
                applies,
                bySegment(world::curve),
                grouped ? BySegment.none() : bySegment(this::weight),
                bySegment(world.random::nextDouble),
                grouped ? new Terms.Share(world.oneOf(GROUPS), 1 + world.random.nextInt(4)) : null,
                world.chance(0.7) ? Double.POSITIVE_INFINITY : 1 + world.random.nextInt(200));
    }

    private <T> BySegment<T> bySegment(Supplier<T> value) {
        if (world.chance(0.4)) {
            return BySegment.none();
        }
        boolean twoWay = world.chance(0.5);
        var cells = new ArrayList<Cell<T>>();
        for (String tier : SEGMENTS) {
            for (String tenure : twoWay ? SEGMENTS : List.of("")) {
                if (world.chance(0.6)) {
                    List<String> at = twoWay ? List.of(tier, tenure) : List.of(tier);
                    cells.add(new Cell<>(at, value.get()));
                }
            }
        }
        return new BySegment<>(twoWay ? List.of("tier", "tenure") : List.of("tier"), cells);
    }
}

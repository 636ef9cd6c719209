package dev.baton.mappings.translate;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelEvaluationListener;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an expression reads, and on what it failed. */
final class ExpressionTree {
    private final CelExpr root;
    private final Set<String> bound;

    /**
     * @param bound names that are no path of the record
     */
    ExpressionTree(CelExpr root, Set<String> bound) {
        this.root = root;
        this.bound = Set.copyOf(bound);
    }

    /** Names that stand for themselves, neither loop variables nor parts of a path. */
    SortedSet<String> freeNames() {
        var names = new TreeSet<String>();
        paths().forEach(path -> names.add(path.split("\\.", 2)[0]));
        return names;
    }

    /** Paths that begin with a free name: {@code metric_set.reopens}. */
    List<String> paths() {
        var paths = new TreeSet<String>();
        paths(root, bound, paths);
        return List.copyOf(paths);
    }

    private static void paths(CelExpr expr, Set<String> bound, Set<String> found) {
        String path = path(expr);
        if (path != null) {
            if (!bound.contains(path.split("\\.", 2)[0])) {
                found.add(path);
            }
            return;
        }
        Set<String> inner = bound;
        if (expr.exprKind().getKind() == CelExpr.ExprKind.Kind.COMPREHENSION) {
            inner = new HashSet<>(bound);
            inner.add(expr.comprehension().iterVar());
            inner.add(expr.comprehension().iterVar2());
            inner.add(expr.comprehension().accuVar());
        }
        for (CelExpr child : children(expr)) {
            paths(child, inner, found);
        }
    }

    /** The dotted name that an expression is, null when it is more than that. */
    private static @Nullable String path(CelExpr expr) {
        return switch (expr.exprKind().getKind()) {
            case IDENT -> expr.ident().name();
            case SELECT -> {
                String operand = path(expr.select().operand());
                yield operand == null ? null : operand + "." + expr.select().field();
            }
            case NOT_SET, CONSTANT, CALL, LIST, STRUCT, MAP, COMPREHENSION -> null;
        };
    }

    private static List<CelExpr> children(CelExpr expr) {
        return switch (expr.exprKind().getKind()) {
            case NOT_SET, CONSTANT, IDENT -> List.of();
            case SELECT -> List.of(expr.select().operand());
            case LIST -> expr.list().elements();
            case CALL -> {
                var parts = new ArrayList<CelExpr>();
                expr.call().target().ifPresent(parts::add);
                parts.addAll(expr.call().args());
                yield parts;
            }
            case STRUCT ->
                    expr.struct().entries().stream().map(CelExpr.CelStruct.Entry::value).toList();
            case MAP -> {
                var parts = new ArrayList<CelExpr>();
                expr.map()
                        .entries()
                        .forEach(
                                entry -> {
                                    parts.add(entry.key());
                                    parts.add(entry.value());
                                });
                yield parts;
            }
            case COMPREHENSION ->
                    List.of(
                            expr.comprehension().iterRange(),
                            expr.comprehension().accuInit(),
                            expr.comprehension().loopCondition(),
                            expr.comprehension().loopStep(),
                            expr.comprehension().result());
        };
    }

    /**
     * Runs a failing expression once more and looks at what it had in hand: whether a null was to
     * be worked with, or a key to be read that is not there.
     */
    boolean failedOnNothing(CelRuntime.Program program, Map<String, Object> values) {
        var hand = new Hand();
        try {
            program.trace(values, hand);
            throw new IllegalStateException("an expression failed once and then did not");
        } catch (CelEvaluationException again) {
            return hand.holdsNothing()
                    || (again.getErrorCode() == dev.cel.common.CelErrorCode.ATTRIBUTE_NOT_FOUND
                            && hand.newest() instanceof Map);
        }
    }

    /** Results that no enclosing expression has consumed yet, oldest first. */
    private static final class Hand implements CelEvaluationListener {
        private final Map<Long, Object> results = new LinkedHashMap<>();
        private @Nullable Object newest;

        @Override
        public void callback(CelExpr expr, Object result) {
            consume(expr);
            results.put(expr.id(), result);
            newest = result;
        }

        private void consume(CelExpr expr) {
            results.remove(expr.id());
            children(expr).forEach(this::consume);
        }

        boolean holdsNothing() {
            return results.values().stream().anyMatch(CelValues::isNothing);
        }

        @Nullable Object newest() {
            return newest;
        }
    }
}

package dev.baton.mappings.translate;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.baton.core.model.FieldType;
import dev.baton.mappings.translate.Expression.Compiled;
import dev.baton.mappings.translate.Expression.Mistake;
import dev.baton.mappings.yaml.Nearest;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.exceptions.CelBadFormatException;
import dev.cel.common.exceptions.CelNumericOverflowException;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CEL as mappings speak it: the standard language, all of its loops bounded by their input, with
 * {@code minutes(n)}, {@code hours(n)}, {@code days(n)} and {@code moment(x)}. Every cap is set
 * here: expressions come from a file that many people may edit.
 */
final class ExpressionCompiler {
    static final String CREATED_AT = "created_at";
    static final String MODIFIED_AT = "modified_at";

    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .maxExpressionCodePointSize(2_000)
                    .maxParseExpressionNodeCount(300)
                    .maxParseRecursionDepth(40)
                    .maxParseErrorRecoveryLimit(10)
                    .comprehensionMaxIterations(10_000)
                    .maxRegexProgramSize(1_000)
                    .enableHeterogeneousNumericComparisons(true)
                    .build();

    private static final Duration LONGEST = Duration.ofDays(100 * 366);

    private static final SortedMap<String, Duration> UNITS =
            new TreeMap<>(
                    Map.of(
                            "minutes", Duration.ofMinutes(1),
                            "hours", Duration.ofHours(1),
                            "days", Duration.ofDays(1)));

    private static final List<String> FUNCTIONS =
            List.of(
                    "bool",
                    "contains",
                    "days",
                    "double",
                    "duration",
                    "endsWith",
                    "hours",
                    "int",
                    "matches",
                    "minutes",
                    "moment",
                    "size",
                    "startsWith",
                    "string",
                    "timestamp");

    private static final Pattern UNDECLARED =
            Pattern.compile("undeclared reference to '([^']+)'.*");

    private final Map<String, List<String>> children;

    ExpressionCompiler(Map<String, List<String>> children) {
        this.children = children;
    }

    Compiled compile(String text, FieldType type) {
        try {
            ExpressionTree parsed =
                    new ExpressionTree(compiler().build().parse(text).getAst().getExpr(), Set.of());
            CelCompilerBuilder compiler = compiler();
            var variables = new ArrayList<String>();
            var used = new ArrayList<String>();
            for (String name : parsed.freeNames()) {
                if (children.containsKey(name)) {
                    used.add(name);
                } else {
                    variables.add(name);
                }
            }
            declare(compiler, variables);
            CelAbstractSyntaxTree tree = compiler.build().compile(text).getAst();
            if (!fits(type, tree.getResultType())) {
                return wrongType(type, tree.getResultType());
            }
            return new Compiled.Good(
                    new Expression(
                            runtime().createProgram(tree),
                            new ExpressionTree(tree.getExpr(), notOfTheRecord()),
                            variables,
                            used));
        } catch (CelValidationException invalid) {
            return new Compiled.Bad(mistakes(invalid.getErrors()));
        } catch (CelEvaluationException unusable) {
            return new Compiled.Bad(
                    List.of(new Mistake(1, 1, "the expression cannot be run", "simplify it")));
        }
    }

    private Set<String> notOfTheRecord() {
        var names = new TreeSet<>(children.keySet());
        names.add(CREATED_AT);
        names.add(MODIFIED_AT);
        return names;
    }

    private CelCompilerBuilder compiler() {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addFunctionDeclarations(functions());
    }

    private void declare(CelCompilerBuilder compiler, List<String> variables) {
        for (String name : variables) {
            boolean time = name.equals(CREATED_AT) || name.equals(MODIFIED_AT);
            compiler.addVar(name, time ? SimpleType.TIMESTAMP : SimpleType.DYN);
        }
        var types = new ChildTypes(children);
        compiler.setTypeProvider(types);
        types.byName.forEach((name, type) -> compiler.addVar(name, ListType.create(type)));
    }

    /** One type a kind of child, so that a misspelt field is found before anything runs. */
    private static final class ChildTypes implements CelTypeProvider {
        private final ImmutableSortedMap<String, CelType> byName;

        ChildTypes(Map<String, List<String>> children) {
            var types = new TreeMap<String, CelType>();
            children.forEach((name, fields) -> types.put(name, type(name, fields)));
            byName = ImmutableSortedMap.copyOf(types);
        }

        private static CelType type(String name, List<String> fields) {
            return StructType.create(
                    name, ImmutableSet.copyOf(fields), field -> Optional.of(SimpleType.DYN));
        }

        @Override
        public ImmutableCollection<CelType> types() {
            return byName.values();
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(byName.get(name));
        }
    }

    private static List<CelFunctionDecl> functions() {
        var functions = new ArrayList<CelFunctionDecl>();
        for (String unit : UNITS.keySet()) {
            functions.add(
                    CelFunctionDecl.newFunctionDeclaration(
                            unit,
                            overload(unit, SimpleType.INT, SimpleType.DURATION),
                            overload(unit, SimpleType.DOUBLE, SimpleType.DURATION)));
        }
        functions.add(
                CelFunctionDecl.newFunctionDeclaration(
                        "moment",
                        overload("moment", SimpleType.STRING, SimpleType.TIMESTAMP),
                        overload("moment", SimpleType.INT, SimpleType.TIMESTAMP),
                        overload("moment", SimpleType.TIMESTAMP, SimpleType.TIMESTAMP)));
        return functions;
    }

    private static CelOverloadDecl overload(String function, CelType argument, CelType result) {
        return CelOverloadDecl.newGlobalOverload(
                function + "_" + argument.kind(), result, argument);
    }

    private static CelRuntime runtime() {
        var builder = CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS);
        UNITS.forEach(
                (unit, one) ->
                        builder.addFunctionBindings(
                                CelFunctionBinding.from(
                                        unit + "_INT", Long.class, n -> lasting(n, one)),
                                CelFunctionBinding.from(
                                        unit + "_DOUBLE", Double.class, n -> lasting(n, one))));
        return builder.addFunctionBindings(
                        CelFunctionBinding.from(
                                "moment_STRING", String.class, ExpressionCompiler::moment),
                        CelFunctionBinding.from(
                                "moment_INT", Long.class, ExpressionCompiler::moment),
                        CelFunctionBinding.from(
                                "moment_TIMESTAMP", Instant.class, ExpressionCompiler::moment))
                .build();
    }

    private static Duration lasting(double number, Duration one) {
        double seconds = number * one.toSeconds();
        if (!(Math.abs(seconds) <= LONGEST.toSeconds())) {
            throw new CelNumericOverflowException("too long a time");
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static Instant moment(Object raw) {
        Instant at = Conversion.moment(raw);
        if (at == null) {
            throw new CelBadFormatException("no instant");
        }
        return at;
    }

    private static boolean fits(FieldType type, CelType result) {
        if (result.kind() == CelKind.DYN) {
            return true;
        }
        return switch (type) {
            case TEXT -> Set.of(CelKind.STRING, CelKind.INT).contains(result.kind());
            case NUMBER ->
                    Set.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE).contains(result.kind());
            case TRUTH -> result.kind() == CelKind.BOOL;
            case MOMENT -> result.kind() == CelKind.TIMESTAMP;
            case DAY -> Set.of(CelKind.STRING, CelKind.TIMESTAMP).contains(result.kind());
            case MOMENTS -> fits(FieldType.MOMENT, result) || listOf(FieldType.MOMENT, result);
            case LABELS -> listOf(FieldType.TEXT, result);
        };
    }

    private static boolean listOf(FieldType type, CelType result) {
        return result instanceof ListType list && fits(type, list.elemType());
    }

    private static Compiled wrongType(FieldType type, CelType result) {
        return new Compiled.Bad(
                List.of(
                        new Mistake(
                                1,
                                1,
                                "the expression gives "
                                        + words(result)
                                        + ", the field holds "
                                        + type.name().toLowerCase(Locale.ROOT),
                                "make it give what the field holds")));
    }

    private static String words(CelType type) {
        return type instanceof ListType list
                ? "a list of " + list.elemType().kind().name().toLowerCase(Locale.ROOT)
                : type.kind().name().toLowerCase(Locale.ROOT);
    }

    /** The first mistake of each line: the parser guesses after it, and guesses wrong. */
    private static List<Mistake> mistakes(List<CelIssue> issues) {
        var byLine = new TreeMap<Integer, Mistake>();
        for (CelIssue issue : issues) {
            int line = Math.max(1, issue.getSourceLocation().getLine());
            int column = Math.max(0, issue.getSourceLocation().getColumn()) + 1;
            byLine.putIfAbsent(line, mistake(line, column, issue.getMessage()));
        }
        return List.copyOf(byLine.values());
    }

    private static Mistake mistake(int line, int column, String message) {
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            String name = undeclared.group(1);
            return new Mistake(line, column, "no function " + name, Nearest.fix(name, FUNCTIONS));
        }
        if (message.contains("'<EOF>'")) {
            return new Mistake(line, column, "the expression ends too early", "complete it");
        }
        String what = message.split(" (?:expecting|\\(candidates:) ?", 2)[0];
        return new Mistake(
                line, column, "not an expression: " + what, "see CEL's language definition");
    }
}

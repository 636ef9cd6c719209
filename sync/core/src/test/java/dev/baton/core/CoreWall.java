package dev.baton.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the core may know and call: nothing that a second run, another machine or another time zone
 * could answer otherwise.
 */
final class CoreWall {
    static final ArchRule KNOWS_THE_JDK_ONLY =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java.lang",
                            "java.lang.annotation",
                            "java.lang.invoke",
                            "java.lang.runtime",
                            "java.math",
                            "java.nio.charset",
                            "java.security",
                            "java.text",
                            "java.time..",
                            "java.util",
                            "java.util.function",
                            "java.util.stream",
                            "org.jspecify..",
                            "dev.baton.core..");

    private static final Set<String> FORBIDDEN_CLASSES =
            Set.of(
                    "java.lang.ClassLoader",
                    "java.lang.Process",
                    "java.lang.ProcessBuilder",
                    "java.lang.Runtime",
                    "java.lang.System",
                    "java.lang.Thread",
                    "java.lang.ThreadLocal",
                    "java.security.SecureRandom",
                    "java.time.Clock",
                    "java.util.Random",
                    "java.util.Scanner",
                    "java.util.ServiceLoader",
                    "java.util.SplittableRandom",
                    "java.util.Timer");

    static final ArchRule TOUCHES_NO_MACHINE =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            describe(
                                    "are a clock, chance, a thread or the machine",
                                    (JavaClass type) ->
                                            FORBIDDEN_CLASSES.contains(type.getName())));

    static final ArchRule ASKS_NO_MACHINE =
            noClasses()
                    .should()
                    .accessTargetWhere(
                            describe(
                                    "asks for the time, chance, or what the machine is set to",
                                    CoreWall::asksTheMachine));

    private CoreWall() {}

    private static boolean asksTheMachine(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        return switch (target.getName()) {
            case "now", "system" -> owner.startsWith("java.time.");
            case "systemDefault" -> owner.equals("java.time.ZoneId");
            case "getDefault" -> Set.of("java.util.Locale", "java.util.TimeZone").contains(owner);
            case "random" -> owner.equals("java.lang.Math");
            case "randomUUID" -> owner.equals("java.util.UUID");
            case "shuffle" -> owner.equals("java.util.Collections");
            case "getBoolean" -> owner.equals("java.lang.Boolean");
            case "getInteger" -> owner.equals("java.lang.Integer");
            case "getLong" -> owner.equals("java.lang.Long");
            case "defaultCharset" -> owner.equals("java.nio.charset.Charset");
            case "parallel", "parallelStream" -> owner.startsWith("java.util.");
            case "format", "formatted", "toLowerCase", "toUpperCase" ->
                    owner.equals("java.lang.String") && withoutLocale(target);
            case "ofPattern" ->
                    owner.equals("java.time.format.DateTimeFormatter") && withoutLocale(target);
            case "getBytes" -> owner.equals("java.lang.String") && parameters(target).isEmpty();
            default -> false;
        };
    }

    private static boolean withoutLocale(AccessTarget target) {
        return parameters(target).stream()
                .noneMatch(parameter -> parameter.isEquivalentTo(Locale.class));
    }

    private static List<JavaClass> parameters(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget unit
                ? unit.getRawParameterTypes()
                : List.of();
    }
}

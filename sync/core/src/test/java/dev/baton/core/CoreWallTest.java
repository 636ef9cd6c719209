package dev.baton.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.baton.core.health.Scorecard;
import java.io.File;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoreWallTest {
    private static final JavaClasses CORE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.baton.core");
    private static final JavaClasses IMPURE = new ClassFileImporter().importClasses(Impure.class);

    static Stream<ArchRule> rules() {
        return Stream.of(
                CoreWall.KNOWS_THE_JDK_ONLY, CoreWall.TOUCHES_NO_MACHINE, CoreWall.ASKS_NO_MACHINE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theCoreKeepsTheWall(ArchRule rule) {
        rule.check(CORE);
    }

    @Test
    void theWholeCoreWasLookedAt() {
        assertThat(CORE.contain(Scorecard.class)).isTrue();
        assertThat(CORE.size()).isGreaterThan(80);
        assertThat(CORE.contain(Impure.class)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.io.File",
                "java.util.concurrent.ThreadLocalRandom",
                "java.net.URI",
                "java.nio.file.Path"
            })
    void aForbiddenPackageIsSeen(String known) {
        assertThat(violations(CoreWall.KNOWS_THE_JDK_ONLY)).anyMatch(each -> each.contains(known));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.time.Clock",
                "java.lang.System.getenv",
                "java.lang.System.getProperty",
                "java.lang.System.nanoTime",
                "java.lang.System.currentTimeMillis",
                "java.lang.Thread",
                "java.util.Random"
            })
    void aForbiddenClassIsSeen(String known) {
        assertThat(violations(CoreWall.TOUCHES_NO_MACHINE)).anyMatch(each -> each.contains(known));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.time.Instant.now()",
                "java.time.LocalDate.now()",
                "java.time.ZoneId.systemDefault()",
                "java.util.Locale.getDefault()",
                "java.lang.Math.random()",
                "java.util.UUID.randomUUID()",
                "java.util.Collections.shuffle(java.util.List)",
                "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
                "java.lang.String.formatted([Ljava.lang.Object;)",
                "java.lang.String.toLowerCase()",
                "java.lang.String.toUpperCase()",
                "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)"
            })
    void aForbiddenCallIsSeen(String call) {
        assertThat(violations(CoreWall.ASKS_NO_MACHINE)).anyMatch(each -> each.contains(call));
    }

    @Test
    void whatNamesItsLocaleIsAllowed() {
        assertThat(violations(CoreWall.ASKS_NO_MACHINE))
                .noneMatch(each -> each.contains("Impure.allowed"));
    }

    private static List<String> violations(ArchRule rule) {
        EvaluationResult result = rule.evaluate(IMPURE);
        return result.getFailureReport().getDetails();
    }

    /** Does all that the core must not. Never run. */
    @SuppressWarnings({"unused", "StringCaseLocaleUsage", "JavaTimeDefaultTimeZone"})
    static final class Impure {
        private final Supplier<Instant> byReference = Instant::now;

        List<Object> time() {
            return List.of(
                    byReference.get(),
                    LocalDate.now(),
                    Clock.systemUTC(),
                    ZoneId.systemDefault(),
                    System.currentTimeMillis(),
                    System.nanoTime());
        }

        List<Object> chance() {
            var list = new ArrayList<>(List.of(1, 2));
            Collections.shuffle(list);
            return List.of(
                    Math.random(),
                    UUID.randomUUID(),
                    new Random(),
                    ThreadLocalRandom.current(),
                    Thread.currentThread());
        }

        List<Object> machine() {
            return List.of(
                    new File("x"),
                    java.net.URI.create("x"),
                    java.nio.file.Path.of("x"),
                    System.getenv(),
                    System.getProperty("x", "y"));
        }

        @SuppressWarnings("AnnotateFormatMethod")
        List<Object> words(String text) {
            return List.of(
                    Locale.getDefault(),
                    String.format("%s", text),
                    "%s".formatted(text),
                    text.toLowerCase(),
                    text.toUpperCase(),
                    DateTimeFormatter.ofPattern("yyyy"));
        }

        List<Object> allowed(String text) {
            return List.of(
                    String.format(Locale.ROOT, "%s", text),
                    text.toLowerCase(Locale.ROOT),
                    DateTimeFormatter.ofPattern("yyyy", Locale.ROOT));
        }
    }
}

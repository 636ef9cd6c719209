package dev.baton.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lessons are 26, each is played once, and none is left out. */
class LessonsTest {
    private static final List<Class<?>> CLASSES =
            List.of(ReadingLessonsTest.class, WritingLessonsTest.class, SessionLessonsTest.class);

    @Test
    void everyLessonIsPlayedOnce() {
        List<String> numbers =
                CLASSES.stream()
                        .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(Method::getName)
                        .filter(name -> name.startsWith("lesson"))
                        .map(name -> name.substring(0, "lesson00".length()))
                        .sorted()
                        .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 26).mapToObj("lesson%02d"::formatted).toList());
    }
}

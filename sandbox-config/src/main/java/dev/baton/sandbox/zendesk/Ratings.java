package dev.baton.sandbox.zendesk;

import dev.baton.sandbox.SandboxReply;
import dev.baton.sandbox.SandboxRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The filters of {@code /api/v2/satisfaction_ratings}; start_time and end_time are inclusive epoch
 * seconds.
 */
final class Ratings {
    private static final Set<String> RECEIVED = Set.of("good", "bad");
    private static final String WITH = "_with_comment";
    private static final String WITHOUT = "_without_comment";

    private Ratings() {}

    static SandboxReply answer(Account account, SandboxRequest request) {
        Optional<Long> start = second(request.parameter("start_time"), 0);
        Optional<Long> end = second(request.parameter("end_time"), Long.MAX_VALUE);
        Optional<Predicate<Version>> score = score(request.parameter("score"));
        if (start.isEmpty() || end.isEmpty()) {
            return ZendeskErrors.invalidAttribute(
                    "start_time", "start_time and end_time must be integers");
        }
        if (score.isEmpty()) {
            return ZendeskErrors.invalidAttribute(
                    "score", "score is not one of the documented values");
        }
        List<Version> matching =
                account.ratings().current().stream()
                        .filter(
                                rating ->
                                        rating.second() >= start.get()
                                                && rating.second() <= end.get())
                        .filter(score.get())
                        .toList();
        String url = account.url() + "/api/v2/satisfaction_ratings.json";
        return new RecordList(request, "satisfaction_ratings", url)
                .answer(matching, account.bodies()::rating);
    }

    private static Optional<Predicate<Version>> score(@Nullable String asked) {
        if (asked == null) {
            return Optional.of(rating -> true);
        }
        Predicate<Version> comment = rating -> true;
        String name = asked;
        if (asked.endsWith(WITHOUT)) {
            comment = rating -> !hasComment(rating);
            name = asked.substring(0, asked.length() - WITHOUT.length());
        } else if (asked.endsWith(WITH)) {
            comment = Ratings::hasComment;
            name = asked.substring(0, asked.length() - WITH.length());
        }
        return named(name).map(comment::and);
    }

    private static Optional<Predicate<Version>> named(String name) {
        return switch (name) {
            case "received" -> Optional.of(rating -> RECEIVED.contains(scoreOf(rating)));
            case "good", "bad", "offered", "unoffered" ->
                    Optional.of(rating -> scoreOf(rating).equals(name));
            default -> Optional.empty();
        };
    }

    private static String scoreOf(Version rating) {
        return rating.body().path("score").asText();
    }

    private static boolean hasComment(Version rating) {
        return !rating.body().path("comment").asText("").isBlank();
    }

    private static Optional<Long> second(@Nullable String text, long byDefault) {
        if (text == null) {
            return Optional.of(byDefault);
        }
        return text.matches("\\d{1,12}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}

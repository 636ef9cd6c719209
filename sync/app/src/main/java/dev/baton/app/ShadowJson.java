package dev.baton.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code shadow --json} prints. */
record ShadowJson(
        String model,
        String beside,
        String started,
        String until,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String ended,
        List<Shadow.Day> days,
        List<CalibrateDocument.MoveJson> moves,
        List<CalibrateDocument.TaskJson> tasks) {
    static ShadowJson of(Shadow shadow) {
        return new ShadowJson(
                shadow.model(),
                shadow.beside(),
                shadow.started(),
                shadow.until(),
                shadow.ended(),
                shadow.days(),
                shadow.moves(),
                shadow.tasks());
    }
}

package dev.baton.app;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes log lines without secrets and addresses (invariant 12). Of an exception it tells kind and
 * place, cause by cause, and never the message: vendors' libraries put whole answers into theirs.
 */
public final class RedactingEncoder extends PatternLayoutEncoder {
    /** Deeper ones say nothing new. */
    private static final int MOST_CAUSES = 8;

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = getLayout().doLayout(event) + causes(event.getThrowableProxy());
        return Redaction.of(line).getBytes(StandardCharsets.UTF_8);
    }

    private static String causes(@Nullable IThrowableProxy first) {
        var text = new StringBuilder();
        IThrowableProxy each = first;
        for (int i = 0; each != null && i < MOST_CAUSES; i++) {
            text.append("  by ").append(each.getClassName()).append(place(each)).append('\n');
            each = each.getCause();
        }
        return text.toString();
    }

    private static String place(IThrowableProxy thrown) {
        StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
        return frames == null || frames.length == 0
                ? ""
                : " at " + frames[0].getStackTraceElement();
    }
}

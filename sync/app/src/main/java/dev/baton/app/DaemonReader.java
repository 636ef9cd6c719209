package dev.baton.app;

import dev.baton.app.daemon.Schedule;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import dev.baton.mappings.yaml.Shape;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads when and where the daemon works. */
final class DaemonReader {
    private static final Shape SHAPE =
            new Shape("the daemon", List.of(), List.of("every", "between", "zone", "listen"));
    private static final Pattern EVERY = Pattern.compile("([1-9][0-9]{0,3})([mh])");
    private static final Pattern BETWEEN =
            Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])");
    private static final Pattern LISTEN =
            Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1]):([0-9]{1,5})");

    private final Problems.InFile here;

    DaemonReader(Problems.InFile here) {
        this.here = here;
    }

    /** The usual where nothing is said. */
    Config.Daemon read(Section root) {
        Section section = root.section("daemon", SHAPE);
        if (section == null) {
            return Config.Daemon.USUAL;
        }
        return new Config.Daemon(new Schedule(every(section), hours(section)), listen(section));
    }

    private Duration every(Section section) {
        Duration usual = Schedule.USUAL.every();
        String text = section.has("every") ? section.text("every") : null;
        if (text == null) {
            return usual;
        }
        Matcher matcher = EVERY.matcher(text);
        if (matcher.matches()) {
            int number = Integer.parseInt(matcher.group(1));
            Duration every =
                    matcher.group(2).equals("m")
                            ? Duration.ofMinutes(number)
                            : Duration.ofHours(number);
            if (every.compareTo(Schedule.LONGEST) <= 0) {
                return every;
            }
        }
        here.error(
                section.at("every"),
                "expected a time from 1m to 24h",
                "write whole minutes or hours, for example 15m");
        return usual;
    }

    private Schedule.@Nullable Hours hours(Section section) {
        ZoneId zone = zone(section);
        String text = section.has("between") ? section.text("between") : null;
        if (text == null) {
            return null;
        }
        Matcher matcher = BETWEEN.matcher(text);
        if (!matcher.matches() || text.substring(0, 5).equals(text.substring(6))) {
            here.error(
                    section.at("between"),
                    "expected two different times of a day",
                    "write for example \"06:00-20:00\", with zone: Europe/Berlin beside it");
            return null;
        }
        return new Schedule.Hours(
                LocalTime.parse(text.substring(0, 5)), LocalTime.parse(text.substring(6)), zone);
    }

    private ZoneId zone(Section section) {
        String text = section.has("zone") ? section.text("zone") : null;
        if (text == null) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            here.error(
                    section.at("zone"),
                    "no such time zone",
                    "write for example Europe/Berlin; without it, times are UTC");
            return ZoneOffset.UTC;
        }
    }

    private InetSocketAddress listen(Section section) {
        InetSocketAddress usual = Config.Daemon.USUAL.listen();
        String text = section.has("listen") ? section.text("listen") : null;
        if (text == null) {
            return usual;
        }
        Matcher matcher = LISTEN.matcher(text);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : -1;
        if (port < 0 || port > 65_535) {
            here.error(
                    section.at("listen"),
                    "expected a loopback address and a port",
                    "write \"127.0.0.1:9464\", or port 0 for any; put a proxy in front for others");
            return usual;
        }
        return matcher.group(1).equals("[::1]")
                ? new InetSocketAddress(InetAddress.ofLiteral("::1"), port)
                : new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }
}

package dev.baton.app.report;

import dev.baton.app.report.History.Deal;
import dev.baton.app.report.History.Departure;
import dev.baton.core.churn.Exposure;
import dev.baton.core.churn.Finding;
import dev.baton.core.churn.Scoping;
import dev.baton.core.model.RecordRef;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import dev.baton.app.report.ChurnReport.ReasonJson;
import dev.baton.app.report.ChurnReport.RecordJson;
import dev.baton.app.report.ChurnReport.LookJson;
import dev.baton.app.report.ChurnReport.LeaverJson;

/** Counts who left, and holds what they were exposed to against leaving. */
final class ChurnCount {
    private final Period period;
    private final Function<RecordRef, @Nullable String> address;
    private final List<History> seen;
    private final List<History> left;
    private final int untold;
    private final Exposures exposed;
    private final List<Exposure> exposures;
    private final Scoping scoping;

    ChurnCount(
            List<History> histories, Period period, Function<RecordRef, @Nullable String> address) {
        this.period = period;
        this.address = address;
        seen = histories.stream().filter(period::saw).toList();
        left =
                seen.stream()
                        .filter(History::hasLeft)
                        .sorted(
                                Comparator.comparing(ChurnCount::at)
                                        .thenComparing(History::account))
                        .toList();
        untold =
                (int)
                        histories.stream()
                                .filter(each -> !each.customer() && !each.hasLeft())
                                .filter(each -> each.came() != null)
                                .count();
        exposed = new Exposures(period);
        exposures = seen.stream().map(exposed::of).toList();
        scoping = Scoping.of(exposures);
    }

    private static Instant at(History history) {
        Departure departure = history.departure();
        return departure == null ? Instant.MAX : departure.at();
    }

    ChurnReport report(boolean reasonsMapped) {
        var toldBy = new TreeMap<String, Integer>();
        left.forEach(each -> toldBy.merge(how(each), 1, Integer::sum));
        return new ChurnReport(
                period.asOf().toString(),
                period.since().toString(),
                seen.size(),
                left.size(),
                worth(left),
                toldBy,
                untold,
                reasonsMapped,
                reasons(),
                (int) left.stream().filter(each -> exposed.reasons(each).isEmpty()).count(),
                scoping.findings().stream()
                        .sorted(
                                Comparator.comparingDouble(Finding::adjusted)
                                        .thenComparingDouble(Finding::p))
                        .map(this::look)
                        .toList(),
                left.stream().map(this::leaver).toList());
    }

    private static String how(History history) {
        Departure departure = history.departure();
        return departure == null ? "" : departure.how().name().toLowerCase(Locale.ROOT);
    }

    private @Nullable Double worth(List<History> those) {
        Double sum = null;
        for (History each : those) {
            Double worth = each.worth(period.asOf(), period.renewal());
            if (worth != null) {
                sum = (sum == null ? 0 : sum) + worth;
            }
        }
        return sum;
    }

    private List<ReasonJson> reasons() {
        var byReason = new TreeMap<String, List<History>>();
        for (History each : left) {
            exposed.reasons(each)
                    .forEach(
                            reason ->
                                    byReason.computeIfAbsent(reason, none -> new ArrayList<>())
                                            .add(each));
        }
        var reasons = new ArrayList<ReasonJson>();
        byReason.forEach((name, those) -> reasons.add(reason(name, those)));
        var mains = new TreeMap<String, Integer>();
        reasons.stream()
                .filter(each -> each.detail() == null)
                .forEach(each -> mains.put(each.reason(), each.left()));
        reasons.sort(
                Comparator.comparingInt((ReasonJson each) -> -mains.getOrDefault(each.reason(), 0))
                        .thenComparing(ReasonJson::reason)
                        .thenComparing(each -> each.detail() != null)
                        .thenComparingInt(each -> -each.left()));
        return reasons;
    }

    private ReasonJson reason(String name, List<History> those) {
        Deal deal = those.getFirst().farewell(period.renewal()).orElseThrow();
        return new ReasonJson(
                deal.reason(),
                name.equals(deal.reason()) ? null : deal.reasonDetail(),
                those.size(),
                worth(those),
                scoping.scope(name).word(),
                those.stream()
                        .flatMap(each -> each.farewell(period.renewal()).stream())
                        .map(each -> record(each.ref()))
                        .toList());
    }

    private RecordJson record(RecordRef ref) {
        return new RecordJson(ref.system(), ref.object(), ref.id(), address.apply(ref));
    }

    private LookJson look(Finding finding) {
        var still = new ArrayList<History>();
        for (int i = 0; i < seen.size(); i++) {
            if (exposures.get(i).suspects().contains(finding.suspect())
                    && !exposures.get(i).left()) {
                still.add(seen.get(i));
            }
        }
        return new LookJson(
                finding.suspect().kind().word(),
                finding.suspect().name(),
                finding.reason(),
                finding.exposed(),
                finding.exposedLeft(),
                finding.others(),
                finding.othersLeft(),
                Words.rounded(finding.expected(), 2),
                finding.p(),
                finding.adjusted(),
                finding.scope().word(),
                worth(still));
    }

    private LeaverJson leaver(History history) {
        Departure departure = Objects.requireNonNull(history.departure());
        Deal deal = history.farewell(period.renewal()).orElse(null);
        var records = new ArrayList<RecordJson>();
        records.add(record(departure.record()));
        if (deal != null && !deal.ref().equals(departure.record())) {
            records.add(record(deal.ref()));
        }
        return new LeaverJson(
                history.account().id(),
                history.externalId(),
                history.name(),
                history.segment(),
                departure.at().atZone(ZoneOffset.UTC).toLocalDate().toString(),
                how(history),
                history.worth(period.asOf(), period.renewal()),
                deal == null ? "" : deal.reason(),
                deal == null ? "" : deal.reasonDetail(),
                records);
    }
}

package dev.baton.app;

import dev.baton.app.daemon.Alert;
import dev.baton.app.daemon.Alerts;
import dev.baton.app.daemon.Daemon;
import dev.baton.app.daemon.Metrics;
import dev.baton.app.daemon.Outcome;
import dev.baton.engine.store.LeaseHeldException;
import dev.baton.engine.store.StateStore;
import dev.baton.engine.store.StoreException;
import dev.baton.port.AdapterException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the daemon look at drift after the first good cycle of a day, and tells people once when it
 * is alarming. What could not be told is told after a later cycle.
 */
final class DriftWatch implements Daemon.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);

    private final Config config;
    private final Metrics metrics;
    private final Alerts.@Nullable Sender sender;
    private final BooleanSupplier stopping;

    /** By the machine's clock; which day of the CRM it is, the look itself knows. */
    private @Nullable LocalDate looked;

    /**
     * Ready to look.
     *
     * @param sender null where nobody is told
     */
    DriftWatch(
            Config config,
            Metrics metrics,
            Alerts.@Nullable Sender sender,
            BooleanSupplier stopping) {
        this.config = config;
        this.metrics = metrics;
        this.sender = sender;
        this.stopping = stopping;
    }

    @Override
    public void began(Instant at) {}

    @Override
    public void ended(Instant began, Instant at, Outcome outcome) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        if (!outcome.kind().good() || day.equals(looked)) {
            return;
        }
        try (Memory memory = Memory.open(config)) {
            if (looked(memory.store(), at, outcome)) {
                looked = day;
            }
        } catch (LeaseHeldException e) {
            LOG.info("drift is looked at after the next cycle: {}", e.getMessage());
        } catch (CancellationException e) {
            LOG.info("the look at drift is given up; the next start looks");
        } catch (StoreException e) {
            LOG.warn("drift cannot be looked at: {}", e.getMessage());
        }
    }

    /** Whether all is told that is to be. */
    private boolean looked(StateStore store, Instant at, Outcome outcome) {
        Drifted drifted = new DriftLook(store, stopping).look().orElse(null);
        if (drifted == null) {
            return true;
        }
        drifted.measures().forEach((name, each) -> metrics.drifted(name, each.psi()));
        if (drifted.outcomes() != null) {
            metrics.foretold(drifted.outcomes().expected(), drifted.outcomes().left());
        }
        boolean told = drifted.alarms() && (drifted.told() || isTold(at, outcome));
        drifted.told(told).keep(store);
        return told == drifted.alarms();
    }

    private boolean isTold(Instant at, Outcome outcome) {
        LOG.warn("the customers are not what the model was made for; `baton status` tells more");
        if (sender == null) {
            return true;
        }
        var alert =
                new Alert(
                        UUID.randomUUID().toString(),
                        Alert.Event.DRIFTED,
                        at,
                        outcome.run(),
                        null,
                        0,
                        outcome.written(),
                        outcome.failed(),
                        outcome.quarantined());
        try {
            sender.send(alert);
            return true;
        } catch (AdapterException e) {
            LOG.warn("an alert (drifted) could not be delivered: {}", e.getMessage());
            return false;
        }
    }
}

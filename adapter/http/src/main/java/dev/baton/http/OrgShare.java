package dev.baton.http;

import dev.baton.port.AdapterException.Category;
import dev.baton.port.AdapterException;
import dev.baton.port.Budget;
import dev.baton.port.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Our share of an org's daily allowance, so that people are never locked out of their CRM by us
 * (invariant 5). It limits two things: our own calls in the org's rolling 24 hours, over all runs
 * and processes, and the use of the whole org. The allowance is unknown until the first answer ever
 * told it; until then calls pass and are counted.
 *
 * <p>Calls are taken from the record in small blocks before they are sent. What a block has left is
 * given back at the end; after a crash it counts as made.
 */
public final class OrgShare implements CallBudget, Budget, AutoCloseable {
    /** Calls taken at a time: what a crash may count too many. */
    static final int BLOCK = 20;

    private final Limits limits;
    private final UsageHeader reader;
    private final CallMeter meter;
    private final CallRecord record;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    private Work work = Work.CHANGES;

    /** Taken and not yet sent; the last {@code kept} of them are for reading back. */
    private int block;

    private int kept;
    private int lastTaken;
    private Instant lastTakenAt = Instant.EPOCH;

    /** From our clock to the server's; null before the first answer. */
    private @Nullable Duration ahead;

    /** Taken by our own clock, before the server's was known, by the hour. */
    private final SortedMap<Instant, Integer> blind = new TreeMap<>();

    /**
     * How much may be used.
     *
     * @param ownShare of the allowance, for our own calls; above 0, at most 1
     * @param stopAt of the allowance, used by everybody together; above 0, at most 1
     */
    public record Limits(double ownShare, double stopAt) {
        public Limits {
            Settings.check(ownShare > 0 && ownShare <= 1, "ownShare must be above 0, at most 1");
            Settings.check(stopAt > 0 && stopAt <= 1, "stopAt must be above 0, at most 1");
        }

        /** Our calls in 24 hours. */
        public long ofOurs(long allowed) {
            return (long) Math.floor(allowed * ownShare);
        }
    }

    /**
     * A budget for one run, over all gateways to the org.
     *
     * @param meter takes what {@code reader} finds
     * @param clock ours; used until the server's is known
     */
    public OrgShare(
            Limits limits,
            UsageHeader reader,
            CallMeter meter,
            CallRecord record,
            InstantSource clock) {
        this.limits = limits;
        this.reader = reader;
        this.meter = meter;
        this.record = record;
        this.clock = clock;
    }

    @Override
    public void doing(Work next) {
        lock.lock();
        try {
            work = next;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void beforeCall() throws AdapterException {
        lock.lock();
        try {
            if (work == Work.READ_BACK && kept > 0 && block > 0) {
                // Set aside while there was room; without it nobody knows what the CRM holds.
                kept--;
                block--;
                return;
            }
            CallRecord.Usage usage = meter.usage();
            if (usage != null && usage.share() >= limits.stopAt()) {
                throw spent("org_use_high", "the org's allowance is nearly used up", "");
            }
            if (block <= kept) {
                take();
            }
            block--;
        } finally {
            lock.unlock();
        }
    }

    private void take() throws AdapterException {
        Instant now = now();
        CallRecord.Day day = record.day(now);
        long limit = limit(day);
        long open = limit == Long.MAX_VALUE ? limit : limit - (long) (limit * work.keeps());
        // One at a time as long as nobody has told how much there is, and when it is.
        int wanted = ahead == null || limit == Long.MAX_VALUE ? 1 : BLOCK;
        int taken = record.take(now, wanted, open);
        if (taken == 0) {
            throw spent("own_share_used", whatIsUsed(day, limit), grows(day));
        }
        took(now, taken);
    }

    private void took(Instant now, int taken) {
        block += taken;
        lastTaken = taken;
        lastTakenAt = now;
        if (ahead == null) {
            blind.merge(hour(now), taken, Integer::sum);
        }
    }

    private String whatIsUsed(CallRecord.Day day, long limit) {
        String all = day.made() + " of our " + limit + " calls of this day are used";
        return switch (work) {
            case BACKFILL -> all + "; reading whole streams leaves half to the daily work";
            case CHANGES -> all + "; the rest is kept for reading back what was written";
            case WRITE, READ_BACK -> all;
        };
    }

    private static String grows(CallRecord.Day day) {
        return day.grows() == null ? "" : ", and more come free at " + day.grows();
    }

    @Override
    public void reserve(long writes, long readBacks) throws AdapterException {
        lock.lock();
        try {
            work = Work.WRITE;
            int needed = Math.toIntExact(Math.addExact(writes, readBacks));
            orgHasRoom(needed);
            int missing = needed - (block - kept);
            if (missing > 0) {
                takeAll(missing, needed);
            }
            kept += Math.toIntExact(readBacks);
        } finally {
            lock.unlock();
        }
    }

    private void orgHasRoom(int needed) throws AdapterException {
        CallRecord.Usage usage = meter.usage();
        if (usage != null && usage.used() + needed > usage.allowed() * limits.stopAt()) {
            throw spent(
                    "push_does_not_fit",
                    "the push needs "
                            + needed
                            + " calls, and "
                            + usage.used()
                            + " of the org's "
                            + usage.allowed()
                            + " are used, of which people need the rest",
                    "");
        }
    }

    private void takeAll(int missing, int needed) throws AdapterException {
        Instant now = now();
        CallRecord.Day day = record.day(now);
        long limit = limit(day);
        int taken = record.take(now, missing, limit);
        if (taken < missing) {
            record.giveBack(now, taken);
            long left = Math.max(0, limit - day.made()) + block - kept;
            throw spent(
                    "push_does_not_fit",
                    "the push needs " + needed + " calls, and " + left + " are left of this day",
                    grows(day));
        }
        took(now, taken);
    }

    @Override
    public long left() {
        lock.lock();
        try {
            CallRecord.Day day = record.day(now());
            long limit = limit(day);
            return limit == Long.MAX_VALUE ? limit : Math.max(0, limit - day.made()) + block - kept;
        } finally {
            lock.unlock();
        }
    }

    private long limit(CallRecord.Day day) {
        CallRecord.Usage usage = meter.usage() == null ? day.usage() : meter.usage();
        return usage == null ? Long.MAX_VALUE : limits.ofOurs(usage.allowed());
    }

    private Instant now() {
        return ahead == null ? clock.instant() : clock.instant().plus(ahead);
    }

    @Override
    public void after(HttpAnswer answer) {
        CallRecord.Usage told = reader.read(answer);
        boolean first = meter.usage() == null;
        if (told != null) {
            meter.saw(told);
        }
        lock.lock();
        try {
            learnTime(answer);
            if (first && told != null) {
                record.saw(now(), told);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What was counted by our own clock moves to where it belongs. */
    private void learnTime(HttpAnswer answer) {
        String date = answer.header("Date");
        Instant server = date == null ? null : HttpDate.parse(date);
        if (server == null) {
            return;
        }
        ahead = Duration.between(clock.instant(), server);
        blind.remove(hour(server));
        blind.forEach(
                (hour, taken) -> {
                    // Counted twice for a moment, never not at all.
                    record.take(server, taken, Long.MAX_VALUE);
                    record.giveBack(hour, taken);
                    lastTakenAt = server;
                });
        blind.clear();
    }

    private static Instant hour(Instant instant) {
        return instant.truncatedTo(ChronoUnit.HOURS);
    }

    private static AdapterException spent(String code, String what, String grows) {
        String hint = what + grows + "; a later run goes on from here, or raise the API budget";
        return new AdapterException(Category.BUDGET, code, hint, null);
    }

    /** Gives back what was taken and not sent. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (block > 0) {
                record.giveBack(lastTakenAt, Math.min(block, lastTaken));
                block = 0;
            }
            CallRecord.Usage usage = meter.usage();
            if (usage != null) {
                record.saw(now(), usage);
            }
        } finally {
            lock.unlock();
        }
    }
}

package dev.baton.http;

import dev.baton.port.AdapterException;
import dev.baton.port.AdapterException.Category;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Our share of an org's allowance, so that people are never locked out of their CRM by us
 * (invariant 5). It limits two things: our own calls of one run, and the use of the whole org.
 *
 * <p>One instance serves one run, over all gateways to the org: stopped, it stays stopped, and the
 * next run's first call finds out how things stand. The allowance is unknown until the first answer
 * told it; until then calls pass.
 */
public final class OrgShare implements CallBudget {
    private final double ownShare;
    private final double stopAt;
    private final UsageHeader reader;
    private final CallMeter meter;
    private final AtomicLong claimed = new AtomicLong();

    /**
     * A budget for one run.
     *
     * @param ownShare of the allowance, for the calls of this run; above 0, at most 1
     * @param stopAt of the allowance, used by everybody together; above 0, at most 1
     * @param meter takes what {@code reader} finds
     */
    public OrgShare(double ownShare, double stopAt, UsageHeader reader, CallMeter meter) {
        Settings.check(ownShare > 0 && ownShare <= 1, "ownShare must be above 0, at most 1");
        Settings.check(stopAt > 0 && stopAt <= 1, "stopAt must be above 0, at most 1");
        this.ownShare = ownShare;
        this.stopAt = stopAt;
        this.reader = reader;
        this.meter = meter;
    }

    @Override
    public void beforeCall() throws AdapterException {
        CallMeter.Usage usage = meter.usage();
        if (usage == null) {
            claimed.incrementAndGet();
            return;
        }
        if (usage.share() >= stopAt) {
            throw spent("org_use_high", "the org's allowance is nearly used up");
        }
        claim((long) Math.floor(usage.allowed() * ownShare));
    }

    /** Claiming before sending keeps the limit exact however many threads send. */
    private void claim(long limit) throws AdapterException {
        if (claimed.getAndUpdate(n -> n < limit ? n + 1 : n) >= limit) {
            throw spent("own_share_used", "this run's share of the calls is used up");
        }
    }

    @Override
    public void after(HttpAnswer answer) {
        CallMeter.Usage told = reader.read(answer);
        if (told != null) {
            meter.saw(told);
        }
    }

    private static AdapterException spent(String code, String what) {
        String hint = what + "; the next run goes on from here, or raise the API budget";
        return new AdapterException(Category.BUDGET, code, hint, null);
    }
}

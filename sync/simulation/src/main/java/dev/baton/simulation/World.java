package dev.baton.simulation;

import dev.baton.engine.KillSwitch;
import dev.baton.engine.store.StateStore;
import dev.baton.http.HttpCall;
import dev.baton.simulation.store.Lease;
import dev.baton.simulation.vendor.Crm;
import dev.baton.simulation.vendor.Desk;
import dev.baton.simulation.vendor.Org;
import dev.baton.simulation.vendor.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that is not ours: vendors, time, people, and what befalls our process. */
final class World {
    private static final long ALLOWANCE = 2_000;

    /** Of the allowance; so little that a busy day uses it up. */
    static final double OWN_SHARE = 0.075;

    /** Of the allowance, used by everybody. */
    static final double STOP_AT = 0.75;

    /** Our calls in 24 hours. */
    static final long OURS = (long) (ALLOWANCE * OWN_SHARE);

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-02T07:59:30Z"));
    private final Trace trace = new Trace();
    private final Org org = new Org(time, this::changed);
    private final Desk desk = new Desk(time, this::changed);
    private final Truth truth = new Truth(org, desk);
    private final Watch watch;
    private final Crm crm;
    private final Happenings happenings;
    private final Schedule schedule;

    private final Lease lease;

    private final Map<Kind, Integer> injected = new EnumMap<>(Kind.class);
    private final Set<Guard> unguarded = EnumSet.noneOf(Guard.class);
    private List<Step> coming = new ArrayList<>();
    private int boundary;
    private final Map<String, Set<String>> known = new TreeMap<>();
    private Lease.@Nullable Holder working;
    private Consumer<Step> whileStopped = step -> {};
    private boolean stopped;
    private boolean dead;
    private boolean paused;
    private String outageOf = "";
    private Instant outageUntil = Instant.MIN;
    private @Nullable Violation violation;

    World(long seed, Schedule schedule, StateStore store) {
        this.schedule = schedule;
        lease = new Lease(time::now, "crm");
        watch = new Watch(this, store);
        crm = new Crm(org, ALLOWANCE, watch::write, watch::refused, watch::read);
        happenings = new Happenings(this);
        new Founding(seed, org, desk, time).found();
        changed();
    }

    VirtualTime time() {
        return time;
    }

    Org org() {
        return org;
    }

    Desk desk() {
        return desk;
    }

    Crm crm() {
        return crm;
    }

    Truth truth() {
        return truth;
    }

    Watch watch() {
        return watch;
    }

    Trace traced() {
        return trace;
    }

    Map<Kind, Integer> injected() {
        return injected;
    }

    Set<Guard> unguarded() {
        return unguarded;
    }

    @Nullable Violation violation() {
        return violation;
    }

    private void changed() {
        truth.changed(time.now());
    }

    void trace(String line) {
        trace.add(time.now() + (stopped ? " | " : " ") + line);
    }

    void violated(Violation first) {
        endedIn(first);
        throw first;
    }

    void endedIn(Violation first) {
        if (violation == null) {
            violation = first;
            trace("VIOLATED " + first.getMessage());
        }
    }

    void unguarded(Guard guard) {
        unguarded.add(guard);
    }

    /** That our state is held by. */
    Lease lease() {
        return lease;
    }

    /** The process that works from now on. */
    void works(Lease.Holder process) {
        working = process;
    }

    /** Whether the process at work may write: no other one took the lease since. */
    boolean mayWrite() {
        return working == null || working.isLast();
    }

    /** What another process does while ours is stopped. */
    void whileStopped(Consumer<Step> work) {
        whileStopped = work;
    }

    /** Our process is started anew. */
    void alive() {
        dead = false;
    }

    boolean isDead() {
        return dead;
    }

    /** The next cycle of ours begins; -1 has none of the schedule's steps. */
    void beginCycle(int number) {
        boundary = 0;
        coming = new ArrayList<>(schedule.in(number));
        trace("cycle " + number);
    }

    /** What found no boundary in its cycle happens now, if it can happen outside. */
    void endCycle() {
        for (Step step : coming) {
            if (step.kind().role() == Kind.Role.EVENT) {
                happen(step);
            }
        }
        coming = new ArrayList<>();
        happenings.endOfCycle();
    }

    /** Between us and the world: here things happen, and here our process may die. */
    void boundary(String what) {
        if (dead) {
            throw new Crash();
        }
        boundary++;
        for (Step step = due(what); step != null; step = due(what)) {
            coming.remove(step);
            switch (step.kind().role()) {
                case EVENT -> happen(step);
                case CRASH -> crash(what, step);
                case STOP -> stop(what, step);
                case FAULT -> throw new IllegalStateException(step + " falls on a request");
            }
        }
    }

    /** The next step that is due; while ours is stopped, only the world goes on. */
    private @Nullable Step due(String what) {
        return coming.stream()
                .filter(step -> step.boundary() <= boundary)
                .filter(step -> step.kind().role() != Kind.Role.FAULT)
                .filter(step -> !stopped || step.kind().role() == Kind.Role.EVENT)
                .filter(step -> step.kind().role() != Kind.Role.STOP || stopsAt(what, step))
                .findFirst()
                .orElse(null);
    }

    /** Every other stop waits for the worst place: all is decided, and nothing is sent yet. */
    private static boolean stopsAt(String what, Step step) {
        return step.choice() % 2 == 0 || what.equals("after intend");
    }

    private void crash(String what, Step step) {
        count(step.kind());
        trace("CRASH at " + what);
        dead = true;
        throw new Crash();
    }

    /** Nothing of our process moves; all the others do, and time does. */
    private void stop(String what, Step step) {
        count(step.kind());
        trace("STOPPED at " + what);
        Lease.Holder ours = working;
        int at = boundary;
        stopped = true;
        whileStopped.accept(step);
        stopped = false;
        boundary = at;
        working = ours;
        trace("goes on" + (mayWrite() ? "" : " without its lease"));
    }

    /** The fault that falls on this request, if one does. */
    @Nullable Step fault(HttpCall call) {
        for (Iterator<Step> steps = coming.iterator(); steps.hasNext(); ) {
            Step step = steps.next();
            if (step.boundary() <= boundary && concerns(step, call)) {
                steps.remove();
                count(step.kind());
                trace("fault " + step);
                return step;
            }
        }
        return null;
    }

    private static boolean concerns(Step step, HttpCall call) {
        return switch (step.kind()) {
            case PAGE_TRUNCATED, PAGE_EMPTIED, DONE_MISSING -> call.url().contains("/query");
            case ROWS_REPEATED -> call.url().contains("/incremental/");
            case BODY_CUT -> call.method().equals("GET");
            // Most of what is lost without harm is lost while reading.
            case ANSWER_LOST -> step.choice() % 3 == 0 || !call.repeatable();
            default -> step.kind().role() == Kind.Role.FAULT;
        };
    }

    private void happen(Step step) {
        if (happenings.happen(step)) {
            count(step.kind());
            trace("event " + step);
        }
    }

    private void count(Kind kind) {
        injected.merge(kind, 1, Integer::sum);
    }

    /** One of the two systems does not answer for a while. */
    void outage(String url, Duration lasting) {
        outageOf = url;
        outageUntil = time.now().plus(lasting);
    }

    /** Ids that a bug remembers of a stream. */
    Set<String> known(String stream) {
        return known.computeIfAbsent(stream, unused -> new TreeSet<>());
    }

    /** A person stops all writes until the cycle's end. */
    void pause(boolean stop) {
        paused = stop;
    }

    /** What our kill switch tells. */
    Optional<KillSwitch.Pause> paused() {
        return paused
                ? Optional.of(new KillSwitch.Pause(time.now(), "simulated"))
                : Optional.empty();
    }

    boolean isPaused() {
        return paused;
    }

    boolean isOut(HttpCall call) {
        return time.now().isBefore(outageUntil) && call.url().startsWith(outageOf);
    }

    /** No more faults: everything works from now on. */
    void heal() {
        coming = new ArrayList<>();
        outageUntil = Instant.MIN;
        org.commitAll();
        happenings.heal();
        crm.newDay();
        time.skew(Duration.ZERO);
        trace("healed");
    }
}

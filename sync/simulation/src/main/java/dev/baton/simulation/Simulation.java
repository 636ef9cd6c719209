package dev.baton.simulation;

import dev.baton.core.plan.Brake;
import dev.baton.core.plan.Change;
import dev.baton.engine.Warm;
import dev.baton.engine.store.LeaseLostException;
import dev.baton.engine.store.StateStore;
import dev.baton.mappings.Mappings;
import dev.baton.port.AdapterException;
import dev.baton.simulation.store.Lease;
import dev.baton.simulation.store.MemoryStateStore;
import dev.baton.simulation.vendor.Org;
import dev.baton.simulation.vendor.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One history of the product in the simulated world: some cycles among events, faults and kills,
 * then the world heals, and what is held must be what is right.
 */
final class Simulation {
    private static final Brake USUAL = new Brake(1, 0.02);
    private static final Brake APPROVED = new Brake(1_000, 1);
    private static final int HEALING = 3;
    private static final int IDLE = 3;

    private final Mappings mappings;
    private final LongFunction<StateStore> stores;
    private final Bug bug;

    Simulation(Mappings mappings, LongFunction<StateStore> stores, Bug bug) {
        this.mappings = mappings;
        this.stores = stores;
        this.bug = bug;
    }

    /**
     * What a history came to.
     *
     * @param violation null when every invariant held
     * @param digest of the trace: one seed, one digest
     * @param checks how many times an invariant was checked
     */
    record Result(
            @Nullable Violation violation,
            long digest,
            long checks,
            long writes,
            Map<Kind, Integer> injected,
            Set<Guard> unguarded,
            List<String> lastLines) {}

    /** The product as it is, in memory. */
    static Simulation ofProduct(Mappings mappings) {
        return new Simulation(mappings, seed -> new MemoryStateStore(), Bug.NONE);
    }

    Result run(long seed) {
        return run(seed, Schedule.of(seed));
    }

    Result run(long seed, Schedule schedule) {
        try (StateStore store = stores.apply(seed)) {
            var world = new World(seed, schedule, store);
            try {
                history(seed, world, store);
            } catch (Violation first) {
                // kept by the world, wherever it was thrown
            } catch (Excused end) {
                world.trace("over: " + end.getMessage());
            } catch (RuntimeException unexpected) {
                world.endedIn(new Violation(unexpected));
            }
            return result(world);
        }
    }

    private static Result result(World world) {
        return new Result(
                world.violation(),
                world.traced().digest(),
                world.watch().checks(),
                world.watch().writes(),
                world.injected(),
                world.unguarded(),
                world.traced().lastLines());
    }

    private void history(long seed, World world, StateStore store) {
        var random = new Random(seed * 0x9E3779B97F4A7C15L + 3);
        boolean isAwake = Schedule.isAwake(seed);
        Warm warm = null;
        for (int cycle = 0; cycle < Schedule.CYCLES; cycle++) {
            boolean approved = random.nextInt(4) == 0;
            warm = cycle(cycle, random, world, store, approved, isAwake ? warm : null);
            world.time().pass(Duration.ofSeconds(30 + random.nextInt(1_500)));
        }
        world.heal();
        // What was refused for good is tried again after a day.
        world.time().pass(Duration.ofHours(25));
        for (int cycle = 0; cycle < HEALING; cycle++) {
            world.time().pass(Duration.ofMinutes(16));
            warm = cycle(-1, random, world, store, true, isAwake ? warm : null);
        }
        if (warm != null && isAwake) {
            some(random, world, store);
            cycle(-1, random, world, store, true, null);
        }
        healed(random, world, store);
    }

    /** What looks at some accounts left, a look at all would not change (invariant 11). */
    private void some(Random random, World world, StateStore store) {
        world.beginCycle(-1);
        world.watch().begins(store, 0);
        try (StateStore held = take(world, store).orElseThrow();
                var node = new Node(world, mappings, held, Bug.NONE, random.nextLong())) {
            List<Change> changes =
                    node.plan().plan().changes().stream()
                            // On a day of its own for whoever emptied it by hand.
                            .filter(change -> !change.field().equals("Baton_Changed_On__c"))
                            .toList();
            world.watch().check("some is all", changes.isEmpty(), changes);
        } catch (AdapterException e) {
            throw new IllegalStateException("a healed world fails nothing", e);
        }
    }

    /**
     * One cycle, whatever comes of it.
     *
     * @param before what the cycle before left in memory, for one that was woken
     * @return what this one leaves; null when its process died or it did not go to its end
     */
    private @Nullable Warm cycle(
            int number,
            Random random,
            World world,
            StateStore store,
            boolean approved,
            @Nullable Warm before) {
        Warm after = null;
        Brake brake = approved ? APPROVED : USUAL;
        int accounts = world.org().rows(Org.ACCOUNT).size();
        world.beginCycle(number);
        world.watch().begins(store, brake.limit(accounts));
        world.whileStopped(stop -> other(stop, world, store));
        // Before a killed process is started again, its lease has run out.
        world.lease().runOut();
        try (StateStore held = take(world, store).orElseThrow();
                var node = new Node(world, mappings, held, bug, random.nextLong())) {
            after = node.sync(bug.brake(brake), before);
            if (number >= 0 && random.nextBoolean()) {
                node.approve();
            }
        } catch (Crash killed) {
            world.trace("killed");
        } catch (LeaseLostException lost) {
            world.trace("lost its lease");
        }
        surface(world);
        if (!world.isDead() && world.mayWrite()) {
            world.watch().parked(store.quarantine());
        }
        if (world.isDead()) {
            after = null;
        }
        world.alive();
        world.endCycle();
        return after;
    }

    /** The shared state in the hands of the process that works from now on. */
    private static Optional<StateStore> take(World world, StateStore store) {
        Optional<Lease.Holder> holder = world.lease().take();
        holder.ifPresent(world::works);
        return holder.map(each -> each.of(store));
    }

    /** Another daemon of the same CRM comes round while ours is stopped. */
    private void other(Step stop, World world, StateStore store) {
        var random = new Random(stop.choice());
        for (int rounds = 1 + random.nextInt(2); rounds > 0; rounds--) {
            world.time().pass(Duration.ofSeconds(random.nextInt(1_800)));
            Optional<StateStore> taken = take(world, store);
            taken.ifPresentOrElse(
                    held -> world.watch().meanwhile(() -> round(world, store, held, random)),
                    () -> world.trace("held by another"));
        }
    }

    private void round(World world, StateStore store, StateStore held, Random random) {
        int accounts = world.org().rows(Org.ACCOUNT).size();
        world.watch().begins(store, USUAL.limit(accounts));
        try (held;
                var node = new Node(world, mappings, held, bug, random.nextLong())) {
            node.sync(bug.brake(USUAL), null);
            surface(world);
            world.watch().parked(store.quarantine());
        }
    }

    /** What the product caught on its way is still a violation. */
    private static void surface(World world) {
        Violation violation = world.violation();
        if (violation != null) {
            throw violation;
        }
    }

    private void healed(Random random, World world, StateStore store) {
        Watch watch = world.watch();
        List<?> open = store.unsettled("crm");
        watch.check("the outbox empties", open.isEmpty(), open.size() + " open");
        long before = watch.writes();
        for (int cycle = 0; cycle < IDLE; cycle++) {
            world.time().pass(Duration.ofMinutes(16));
            cycle(-1, random, world, store, true, null);
        }
        watch.check("idle cycles write nothing", watch.writes() == before, "writes in idle cycles");
        watch.ledgerIsWhole(store.ledger(0, 1_000_000));
        byHand(world);
        fresh(random, world);
    }

    /** The CRM holds what is right, by the model worked out by hand. */
    private static void byHand(World world) {
        world.truth()
                .now()
                .forEach(
                        (id, right) -> {
                            Row row = world.org().rows(Org.ACCOUNT).get(id);
                            if (row != null && world.watch().standsByHand(row, "Baton_Score__c")) {
                                return;
                            }
                            String score = row == null ? null : row.get("Baton_Score__c");
                            String band = row == null ? null : row.get("Baton_Band__c");
                            Integer number = score == null ? null : (int) Double.parseDouble(score);
                            world.watch()
                                    .check(
                                            "after healing the CRM holds what is right",
                                            Truth.contains(List.of(right), number, band),
                                            id + " holds " + score + " " + band + ", not " + right);
                        });
    }

    /** A run that knows nothing and reads all finds nothing to change (invariant 11). */
    private void fresh(Random random, World world) {
        world.beginCycle(-1);
        world.watch().begins(new MemoryStateStore(), 0);
        world.watch().forgetCalls();
        try (StateStore empty = new MemoryStateStore();
                var node = new Node(world, mappings, empty, Bug.NONE, random.nextLong())) {
            List<Change> changes =
                    node.plan().plan().changes().stream()
                            .filter(change -> change.object().equals(Org.ACCOUNT))
                            .filter(change -> !world.watch().standsByHand(change))
                            // Follows from episodes, which only who was there remembers.
                            .filter(change -> !change.field().equals("Baton_Next_Action__c"))
                            .toList();
            world.watch().check("incremental is full", changes.isEmpty(), changes);
        } catch (AdapterException e) {
            throw new IllegalStateException("a healed world fails nothing", e);
        }
    }
}

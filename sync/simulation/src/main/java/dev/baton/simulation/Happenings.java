package dev.baton.simulation;

import dev.baton.simulation.vendor.Crm;
import dev.baton.simulation.vendor.Desk;
import dev.baton.simulation.vendor.Org;
import dev.baton.simulation.vendor.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people, customers and administrators do to the two systems. */
final class Happenings {
    private static final String[] REFUSALS = {
        "UNABLE_TO_LOCK_ROW", "FIELD_CUSTOM_VALIDATION_EXCEPTION", "STRING_TOO_LONG"
    };
    private static final String[] HIDDEN = {"Type", "Baton_Reason_1__c", "Name"};

    private final World world;
    private final Org org;
    private final Desk desk;
    private final List<Runnable> atEndOfCycle = new ArrayList<>();

    Happenings(World world) {
        this.world = world;
        this.org = world.org();
        this.desk = world.desk();
    }

    /** Does it, if there is anything to do it to; tells whether there was. */
    boolean happen(Step step) {
        int choice = step.choice();
        return switch (step.kind()) {
            case TICKET_OPENED -> tickets(choice, 1);
            case TICKETS_OPENED_AT_ONCE -> tickets(choice, 4);
            case TICKET_SOLVED -> ticket(choice, "solved", false);
            case TICKET_MOVED -> ticket(choice, "open", true);
            case TICKET_DELETED -> ticket(choice, "deleted", false);
            case DEAL_MADE -> deals(choice, 1);
            case DEALS_MADE_AT_ONCE -> deals(choice, 5);
            case DEAL_LOST -> deal(choice, "Closed Lost");
            case DEAL_REOPENED -> deal(choice, "Prospecting");
            case DEAL_DELETED -> delete(Org.OPPORTUNITY, choice);
            case DEAL_UNDELETED -> undelete(Org.OPPORTUNITY, choice);
            case ACCOUNT_MADE -> accountMade();
            case ACCOUNT_DELETED -> delete(Org.ACCOUNT, choice);
            case ACCOUNT_UNDELETED -> undelete(Org.ACCOUNT, choice);
            case ACCOUNTS_MERGED -> merge(choice);
            case CUSTOMER_LEFT_OR_CAME -> toggle(choice);
            case ORGANIZATION_REASSIGNED -> reassign(choice);
            case DEAL_CHANGED_IN_LONG_TRANSACTION -> slowDeal(choice);
            case DEAL_MADE_IN_LONG_TRANSACTION -> slowNewDeal(choice);
            case ACCOUNT_LOCKED -> lock(choice);
            case RESULT_EDITED_BY_HAND -> edit(choice);
            case TASK_CLOSED -> task(choice, Map.of("Status", "Completed"));
            case TASK_DELETED -> delete(Org.TASK, choice);
            case TASK_CALLED_WRONG ->
                    task(choice, Map.of("Status", "Completed", "Baton_Outcome__c", "Wrong alarm"));
            case WRITES_PAUSED -> pause();
            case SESSIONS_ENDED -> sessionsEnded();
            case CURSORS_FORGOTTEN -> cursorsForgotten();
            case ROW_REFUSED -> refuse(choice);
            case FIELD_HIDDEN -> hide(choice);
            case ALLOWANCE_USED_BY_OTHERS -> others(choice);
            case HOST_CLOCK_WRONG -> skew(choice);
            case OUTAGE -> outage(choice);
            case REQUEST_NOT_SENT,
                    ANSWER_LOST,
                    REQUEST_REPEATED,
                    THROTTLED,
                    UNAVAILABLE,
                    FORBIDDEN,
                    HTML_ANSWER,
                    PAGE_TRUNCATED,
                    PAGE_EMPTIED,
                    DONE_MISSING,
                    BODY_CUT,
                    ROWS_REPEATED,
                    CRASH,
                    PROCESS_STOPPED ->
                    throw new IllegalArgumentException(step + " is no event");
        };
    }

    /** What lasts for one cycle ends. */
    void endOfCycle() {
        atEndOfCycle.forEach(Runnable::run);
        atEndOfCycle.clear();
    }

    void heal() {
        endOfCycle();
        world.crm().refusals().clear();
    }

    private static <T> @Nullable T pick(List<T> all, int choice) {
        return all.isEmpty() ? null : all.get(choice % all.size());
    }

    private boolean tickets(int choice, int count) {
        Long organization = pick(List.copyOf(desk.organizations().keySet()), choice);
        for (int i = 0; i < count; i++) {
            desk.ticket(organization);
        }
        return true;
    }

    private boolean ticket(int choice, String status, boolean move) {
        Desk.Ticket ticket =
                pick(desk.tickets().values().stream().filter(Desk.Ticket::open).toList(), choice);
        if (ticket == null) {
            return false;
        }
        Long to =
                move
                        ? pick(List.copyOf(desk.organizations().keySet()), choice / 7)
                        : ticket.organization();
        desk.move(ticket.id(), status, to);
        return true;
    }

    private boolean deals(int choice, int count) {
        Row account = pick(org.live(Org.ACCOUNT), choice);
        for (int i = 0; account != null && i < count; i++) {
            org.create(Org.OPPORTUNITY, Founding.deal(account.id(), (choice + i) % 3 == 0));
        }
        return account != null;
    }

    private boolean deal(int choice, String stage) {
        Row deal = pick(free(Org.OPPORTUNITY), choice);
        if (deal != null) {
            org.update(Org.OPPORTUNITY, deal.id(), Map.of("StageName", stage));
        }
        return deal != null;
    }

    private List<Row> free(String object) {
        return org.live(object).stream().filter(row -> !org.isLocked(row.id())).toList();
    }

    private boolean delete(String object, int choice) {
        Row row = pick(free(object), choice);
        if (row != null) {
            org.delete(object, row.id(), true);
        }
        return row != null;
    }

    private boolean undelete(String object, int choice) {
        Row row = pick(org.rows(object).values().stream().filter(Row::deleted).toList(), choice);
        if (row != null) {
            org.delete(object, row.id(), false);
        }
        return row != null;
    }

    private boolean accountMade() {
        int number = org.rows(Org.ACCOUNT).size() + 1;
        Founding.account(org, number, true);
        desk.organization("K" + number);
        return true;
    }

    private boolean merge(int choice) {
        List<Row> accounts = free(Org.ACCOUNT);
        if (accounts.size() < 3) {
            return false;
        }
        int winner = choice % accounts.size();
        int loser = (winner + 1) % accounts.size();
        String gone = accounts.get(loser).id();
        for (Row task : org.live(Org.TASK)) {
            if (gone.equals(task.get("WhatId"))) {
                world.watch().moved(task.id());
            }
        }
        org.merge(accounts.get(winner).id(), gone);
        return true;
    }

    private boolean toggle(int choice) {
        Row account = pick(free(Org.ACCOUNT), choice);
        if (account != null) {
            String type = "Customer".equals(account.get("Type")) ? "Former" : "Customer";
            org.update(Org.ACCOUNT, account.id(), Map.of("Type", type));
        }
        return account != null;
    }

    private boolean reassign(int choice) {
        Long organization = pick(List.copyOf(desk.organizations().keySet()), choice);
        if (organization != null) {
            desk.reassign(organization, choice % 3 == 0 ? null : "K" + (1 + choice / 3 % 8));
        }
        return organization != null;
    }

    /** From seconds to a quarter of an hour. */
    private static Duration lasting(int choice) {
        return Duration.ofSeconds(choice % 2 == 0 ? choice % 30 : choice % 900);
    }

    private boolean slowDeal(int choice) {
        Row deal = pick(free(Org.OPPORTUNITY), choice);
        if (deal != null) {
            String stage = choice % 3 == 0 ? "Prospecting" : "Closed Lost";
            org.updateSlowly(
                    Org.OPPORTUNITY, deal.id(), Map.of("StageName", stage), lasting(choice / 3));
        }
        return deal != null;
    }

    private boolean slowNewDeal(int choice) {
        Row account = pick(org.live(Org.ACCOUNT), choice);
        if (account != null) {
            org.createSlowly(
                    Org.OPPORTUNITY,
                    Founding.deal(account.id(), choice % 2 == 0),
                    lasting(choice / 3));
        }
        return account != null;
    }

    private boolean lock(int choice) {
        Row account = pick(free(Org.ACCOUNT), choice);
        if (account != null) {
            org.updateSlowly(
                    Org.ACCOUNT,
                    account.id(),
                    Map.of("Name", "Account under change"),
                    lasting(choice / 3));
        }
        return account != null;
    }

    private boolean edit(int choice) {
        Row account =
                pick(
                        free(Org.ACCOUNT).stream()
                                .filter(row -> row.get("Baton_Band__c") != null)
                                .toList(),
                        choice);
        if (account != null) {
            String field = choice % 2 == 0 ? "Baton_Reason_1__c" : "Baton_Score__c";
            String value = choice % 2 == 0 ? "I know better" : "33.5";
            org.update(Org.ACCOUNT, account.id(), Map.of(field, value));
            world.watch().edited(Org.ACCOUNT, account.id(), field, value);
        }
        return account != null;
    }

    private boolean task(int choice, Map<String, @Nullable String> values) {
        Row task = pick(org.live(Org.TASK), choice);
        if (task != null) {
            org.update(Org.TASK, task.id(), values);
        }
        return task != null;
    }

    private boolean pause() {
        world.pause(true);
        atEndOfCycle.add(() -> world.pause(false));
        return true;
    }

    private boolean sessionsEnded() {
        world.crm().endSession();
        desk.endSession();
        return true;
    }

    private boolean cursorsForgotten() {
        desk.forgetCursors();
        return true;
    }

    private boolean refuse(int choice) {
        Row account = pick(org.live(Org.ACCOUNT), choice);
        if (account != null) {
            world.crm().refusals().put(account.id(), REFUSALS[choice / 8 % REFUSALS.length]);
        }
        return account != null;
    }

    private boolean hide(int choice) {
        String field = HIDDEN[choice % HIDDEN.length];
        org.hide(Org.ACCOUNT, field, true);
        atEndOfCycle.add(() -> org.hide(Org.ACCOUNT, field, false));
        return true;
    }

    private boolean others(int choice) {
        long some = world.crm().allowance() * (60 + choice % 45) / 100;
        world.crm().use(some);
        atEndOfCycle.add(world.crm()::newDay);
        return true;
    }

    private boolean skew(int choice) {
        world.time().skew(Duration.ofMinutes(choice % 14_400 - 7_200));
        return true;
    }

    private boolean outage(int choice) {
        world.outage(choice % 2 == 0 ? Crm.URL : Desk.URL, Duration.ofMinutes(5 + choice % 60));
        return true;
    }
}

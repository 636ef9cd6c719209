package dev.baton.bench.org;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A company with its deals and tickets: every row is a function of the seed and its number, so that
 * a million of them need no memory. Rows of a stream are in the order in which their vendor exports
 * them.
 *
 * <p>Some accounts have many tickets and most have few: half of the tickets belong to a quarter of
 * the accounts.
 */
public final class GeneratedOrg {
    /** Everything has happened by then. */
    public static final Instant AS_OF = Instant.parse("2026-01-01T00:00:00Z");

    /** Change times of rows, apart from each other and before {@link #AS_OF}. */
    private static final long ACCOUNT_MILLIS = Instant.parse("2025-10-01T00:00:00Z").toEpochMilli();

    private static final long DEAL_MILLIS = Instant.parse("2025-11-01T00:00:00Z").toEpochMilli();
    private static final long ORGANISATION_SECOND = epoch("2025-12-01T00:00:00Z");
    private static final long TICKET_SECOND = epoch("2025-12-16T00:00:00Z");

    /** Tickets are created before that, over two years. */
    private static final long LAST_CREATED = epoch("2025-12-15T00:00:00Z");

    private static final int TWO_YEARS = 2 * 365 * 86_400;

    private static final int ROWS_A_SECOND = 100;

    /** A prime, so that no two ranks meet in one account. */
    private static final long SPREAD = 7_919;

    private static final String[] STAGES = {
        "Prospecting", "Negotiation", "Closed Won", "Closed Lost"
    };
    private static final String[] STATUSES = {"open", "pending", "solved", "closed", "closed"};
    private static final String[] PRIORITIES = {"low", "normal", "normal", "high", "urgent"};

    /** What people write is most of a ticket; which part of it a ticket has is drawn. */
    private static final byte[] PROSE =
            ("the report that we send out on the first of the month stopped coming and nobody was"
                            + " told so that the team noticed it only when the board asked for it "
                            + "we tried to start it by hand and it ends with a message about a quota "
                            + "which nobody here has ever heard of please tell us what to change ")
                    .repeat(4)
                    .getBytes(StandardCharsets.US_ASCII);

    private final OrgSize size;
    private final Draw draw;

    public GeneratedOrg(OrgSize size, long seed) {
        this.size = size;
        this.draw = new Draw(seed);
    }

    private static long epoch(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    OrgSize size() {
        return size;
    }

    /** The 18-character id of an account. */
    static String accountId(int row) {
        return "001%012dAAA".formatted(row + 1);
    }

    /** Which row an id is of, whatever the object. */
    static int row(String id) {
        return Integer.parseInt(id, 3, 15, 10) - 1;
    }

    /** SystemModstamp of an account, in milliseconds. */
    static long accountStamp(int row) {
        return ACCOUNT_MILLIS + row * (1000L / ROWS_A_SECOND);
    }

    static long dealStamp(int row) {
        return DEAL_MILLIS + row * (1000L / ROWS_A_SECOND);
    }

    static long organisationStamp(int row) {
        return ORGANISATION_SECOND + row / ROWS_A_SECOND;
    }

    /** The first organisation that changed at this second or later. */
    int organisationSince(long second) {
        long row = Math.max(0, second - ORGANISATION_SECOND) * ROWS_A_SECOND;
        return (int) Math.min(row, size.accounts());
    }

    static long ticketStamp(int row) {
        return TICKET_SECOND + row / ROWS_A_SECOND;
    }

    /** A few have most of them; which these are is spread over all accounts. */
    private int accountOf(int ticket) {
        double share = draw.share(ticket, 1);
        long rank = (long) (share * share * size.accounts());
        return (int) (rank * SPREAD % size.accounts());
    }

    void account(int row, JsonBytes out) {
        out.text("{\"attributes\":{\"type\":\"Account\"},\"Id\":\"001")
                .digits(row + 1, 12)
                .text("AAA\",\"IsDeleted\":false,\"Name\":\"Company ")
                .number(row)
                .text("\",\"External_Id__c\":\"C")
                .digits(row, 8)
                .text("\"");
        stamps(LAST_CREATED - draw.below(TWO_YEARS, row, 2), accountStamp(row), out);
        for (String field : Described.WRITTEN) {
            out.text(",\"").text(field).text("\":null");
        }
        out.text("}");
    }

    void deal(int row, JsonBytes out) {
        long created = LAST_CREATED - draw.below(TWO_YEARS, row, 3);
        out.text("{\"attributes\":{\"type\":\"Opportunity\"},\"Id\":\"006")
                .digits(row + 1, 12)
                .text("AAA\",\"IsDeleted\":false,\"AccountId\":\"001")
                .digits(1 + draw.below(size.accounts(), row, 4), 12)
                .text("AAA\",\"Name\":\"Deal ")
                .number(row)
                .text("\",\"StageName\":\"")
                .text(STAGES[draw.below(STAGES.length, row, 5)])
                .text("\",\"Amount\":")
                .number(100L * (1 + draw.below(2_000, row, 6)))
                .text(".0,\"CloseDate\":\"")
                .day(created / 86_400 + draw.below(120, row, 7))
                .text("\"");
        stamps(created, dealStamp(row), out);
        out.text("}");
    }

    private static void stamps(long created, long stampMillis, JsonBytes out) {
        out.text(",\"CreatedDate\":\"")
                .moment(created)
                .text(".000+0000\",\"SystemModstamp\":\"")
                .moment(stampMillis / 1000)
                .text(".")
                .digits(stampMillis % 1000, 3)
                .text("+0000\"");
    }

    void organisation(int row, JsonBytes out) {
        out.text("{\"url\":\"https://example.com/api/v2/organizations/")
                .number(row + 1L)
                .text(".json\",\"id\":")
                .number(row + 1L)
                .text(",\"name\":\"Company ")
                .number(row)
                .text("\",\"shared_tickets\":false,\"shared_comments\":false,\"external_id\":\"C")
                .digits(row, 8)
                .text("\",\"created_at\":\"")
                .moment(LAST_CREATED - TWO_YEARS)
                .text("Z\",\"updated_at\":\"")
                .moment(organisationStamp(row))
                .text("Z\",\"domain_names\":[],\"details\":\"\",\"notes\":\"\",\"group_id\":null")
                .text(",\"tags\":[],\"organization_fields\":{},\"deleted_at\":null}");
    }

    void ticket(int row, JsonBytes out) {
        long created = LAST_CREATED - draw.below(TWO_YEARS, row, 8);
        String status = STATUSES[draw.below(STATUSES.length, row, 9)];
        out.text("{\"url\":\"https://example.com/api/v2/tickets/")
                .number(row + 1L)
                .text(".json\",\"id\":")
                .number(row + 1L)
                .text(
                        ",\"external_id\":null,\"via\":{\"channel\":\"email\",\"source\":{\"from\":{}")
                .text(",\"to\":{},\"rel\":null}},\"created_at\":\"")
                .moment(created)
                .text("Z\",\"updated_at\":\"")
                .moment(ticketStamp(row))
                .text("Z\",\"generated_timestamp\":")
                .number(ticketStamp(row))
                .text(",\"type\":\"question\",\"subject\":\"");
        prose(row, 60, out).text("\",\"description\":\"");
        prose(row, 200 + draw.below(400, row, 10), out)
                .text("\",\"priority\":\"")
                .text(PRIORITIES[draw.below(PRIORITIES.length, row, 11)])
                .text("\",\"status\":\"")
                .text(status)
                .text("\",\"recipient\":null,\"requester_id\":")
                .number(1_000_000L + draw.below(1_000_000, row, 12))
                .text(",\"assignee_id\":null,\"organization_id\":")
                .number(1L + accountOf(row))
                .text(",\"group_id\":1,\"collaborator_ids\":[],\"follower_ids\":[]")
                .text(",\"has_incidents\":false,\"is_public\":true,\"tags\":[\"")
                .text("seriousness_")
                .number(1L + draw.below(4, row, 13))
                .text("\",\"web\"],\"custom_fields\":[{\"id\":1,\"value\":null},{\"id\":2,")
                .text("\"value\":\"b\"}],\"satisfaction_rating\":{\"score\":\"unoffered\"}");
        metrics(row, created, status, out);
        out.text("}");
    }

    private JsonBytes prose(int row, int length, JsonBytes out) {
        return out.raw(PROSE, draw.below(PROSE.length - 700, row, 14), length);
    }

    private void metrics(int row, long created, String status, JsonBytes out) {
        boolean solved = status.equals("solved") || status.equals("closed");
        out.text(",\"metric_set\":{\"ticket_id\":").number(row + 1L).text(",\"reopens\":");
        out.number(Math.max(0, draw.below(10, row, 15) - 8L)).text(",\"replies\":2,\"solved_at\":");
        if (solved) {
            long takes = 3600L * (1 + draw.below(24 * 14, row, 16));
            out.text("\"").moment(Math.min(created + takes, LAST_CREATED)).text("Z\"");
        } else {
            out.text("null");
        }
        out.text(",\"reply_time_in_minutes\":{\"calendar\":")
                .number(5L + draw.below(3 * 1440, row, 17))
                .text(",\"business\":30}}");
    }
}

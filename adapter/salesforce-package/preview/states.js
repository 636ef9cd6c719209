/** Invented customers, in the states the component has to bear. */

const value = (held, displayValue = null) => ({ value: held, displayValue });

const RED = {
    Baton_Band__c: value('Red', 'Red'),
    Baton_Change_30d__c: value(-23),
    Baton_Changed_On__c: value('2026-07-02'),
    Baton_Coverage__c: value(82),
    Baton_Data_Status__c: value('Current', 'Current'),
    Baton_Explanation__c: value(`34.0 of 100, model saas-3
+62.0 what a usual account has
−14.2 Median first response 41 h (9 tickets in 90 days, last ticket 5120 on 2026-07-01, open)
   zendesk ticket 5120 https://example.zendesk.com/agent/tickets/5120
   zendesk ticket 5098 https://example.zendesk.com/agent/tickets/5098
   zendesk ticket 5071 https://example.zendesk.com/agent/tickets/5071
−11.6 Active users 18 against 46 90 days before (last usage u-881 on 2026-07-03)
   file usage u-881
−5.1 Days since the last meeting 74 (last meeting 00U41 on 2026-04-21)
   crm event 00U41 https://example.my.salesforce.com/00U41
+2.9 Renewals kept 3 (3 opportunities, last opportunity 0066 on 2025-11-30, won)
   crm opportunity 0066 https://example.my.salesforce.com/0066
0.0 Ratings: unknown, no linked source tells of ratings`),
    Baton_Model__c: value('saas-3'),
    Baton_Next_Action__c: value('Call the sponsor about slow replies before the renewal on 2026-09-30'),
    Baton_Override_Band__c: value(null),
    Baton_Override_Reason__c: value(null),
    Baton_Override_Until__c: value(null),
    Baton_Reason_1__c: value(
        '−14 Median first response 41 h (9 tickets in 90 days, last ticket 5120 on 2026-07-01, open)'
    ),
    Baton_Reason_2__c: value('−12 Active users 18 against 46 90 days before (last usage u-881 on 2026-07-03)'),
    Baton_Reason_3__c: value('−5 Days since the last meeting 74 (last meeting 00U41 on 2026-04-21)'),
    Baton_Score__c: value(34),
    Baton_Trend__c: value('Worsening', 'Worsening')
};

const UNKNOWN = {
    ...Object.fromEntries(Object.keys(RED).map((name) => [name, value(null)])),
    Baton_Band__c: value('Unknown', 'Unknown'),
    Baton_Changed_On__c: value('2026-06-14'),
    Baton_Coverage__c: value(22),
    Baton_Data_Status__c: value('Incomplete', 'Incomplete'),
    Baton_Model__c: value('saas-3'),
    Baton_Trend__c: value('Unknown', 'Unknown')
};

const GREEN = {
    ...RED,
    Baton_Band__c: value('Green', 'Green'),
    Baton_Change_30d__c: value(4),
    Baton_Data_Status__c: value('Stale', 'Stale'),
    Baton_Score__c: value(81),
    Baton_Trend__c: value('Improving', 'Improving'),
    Baton_Explanation__c: value(null),
    Baton_Reason_1__c: value('+11 Active users 64 against 51 90 days before (last usage u-902 on 2026-07-03)'),
    Baton_Reason_2__c: value('+5 Renewals kept 3 (3 opportunities, last opportunity 0066 on 2025-11-30, won)'),
    Baton_Reason_3__c: value(null)
};

const OVERRIDDEN = {
    ...RED,
    Baton_Override_Band__c: value('Yellow', 'Yellow'),
    Baton_Override_Reason__c: value('New sponsor since June, kickoff of the second plant is booked'),
    Baton_Override_Until__c: value('2099-12-31')
};

const WEEKS = [71, 70, 72, 69, null, 66, 63, 64, 57, 51, 46, 39, 34];

const week = (score, index) => ({
    fields: {
        Period_End__c: value(
            new Date(Date.UTC(2026, 3, 12 + 7 * index)).toISOString().slice(0, 10)
        ),
        Score__c: value(score),
        Effective_Band__c: value(null, score === null ? 'Unknown' : score < 40 ? 'Red' : score < 70 ? 'Yellow' : 'Green')
    }
});

const falling = { data: { records: WEEKS.map(week) } };
const rising = { data: { records: [...WEEKS].reverse().map((score, index) => week(score && score + 9, index)) } };
const none = { data: { records: [] } };

export default {
    red: { record: { data: { fields: RED } }, snapshots: falling, clicks: [] },
    everything: {
        record: { data: { fields: RED } },
        snapshots: falling,
        clicks: ['.more', '.opener']
    },
    overridden: { record: { data: { fields: OVERRIDDEN } }, snapshots: falling, clicks: [] },
    unknown: { record: { data: { fields: UNKNOWN } }, snapshots: none, clicks: [] },
    green: { record: { data: { fields: GREEN } }, snapshots: rising, clicks: [] },
    unread: { record: { data: { fields: GREEN } }, snapshots: { error: { status: 400 } }, clicks: [] },
    noAccess: { record: { data: { fields: {} } }, snapshots: none, clicks: [] },
    failed: { record: { error: { status: 500 } }, snapshots: none, clicks: [] },
    loading: { record: undefined, snapshots: undefined, clicks: [] }
};

-- The last week and the last month whose snapshots were taken: one that is undone afterwards does
-- not come back.
CREATE TABLE snapshot_period (
    connection ${text} NOT NULL,
    grain      ${text} NOT NULL,
    ended_on   ${text} NOT NULL,
    PRIMARY KEY (connection, grain)
) ${strict};

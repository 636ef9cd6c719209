-- The last day whose renewals were looked at, day as YYYY-MM-DD.
CREATE TABLE renewal_day (
    connection ${text} NOT NULL PRIMARY KEY,
    looked_at  ${text} NOT NULL
) ${strict};

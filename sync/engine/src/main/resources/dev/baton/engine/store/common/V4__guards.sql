-- What we wrote last, so that a person's edit can be told from our own older value:
-- field → [what was sent, what the CRM held right after].
ALTER TABLE held ADD COLUMN ours ${text};

-- When a refused write is tried again; null for what is no write.
ALTER TABLE quarantine ADD COLUMN retry_at ${integer};

-- The plan that the brake stopped last, until it is carried out or another one is stopped.
CREATE TABLE stopped_plan (
    connection   ${text} NOT NULL PRIMARY KEY,
    run          ${text} NOT NULL,
    hash         ${text} NOT NULL,
    as_of        ${integer} NOT NULL,
    stopped_at   ${integer} NOT NULL,
    mappings     ${text} NOT NULL,
    model        ${text} NOT NULL,
    band_field   ${text} NOT NULL,
    bands        ${integer} NOT NULL,
    band_limit   ${integer} NOT NULL,
    accounts     ${integer} NOT NULL,
    approved     ${integer} NOT NULL CHECK (approved IN (0, 1))
) ${strict};

CREATE TABLE stopped_change (
    connection ${text} NOT NULL,
    object     ${text} NOT NULL,
    record     ${text} NOT NULL,
    field      ${text} NOT NULL,
    change     ${text} NOT NULL,
    PRIMARY KEY (connection, object, record, field)
) ${strict};

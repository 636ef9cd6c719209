-- Instants are microseconds since 1970; text keys compare byte by byte on every database.

CREATE TABLE checkpoint (
    connection  ${text} NOT NULL,
    stream      ${text} NOT NULL,
    cursor      ${text} NOT NULL,
    fingerprint ${text} NOT NULL,
    backfilled  ${integer} NOT NULL CHECK (backfilled IN (0, 1)),
    fresh_at    ${integer},
    PRIMARY KEY (connection, stream)
) ${strict};

-- Each row is one version of a record, in force from known_at to just before known_until;
-- the last version's known_until is the greatest integer. Two versions of one instant: the
-- earlier one's span is empty.
CREATE TABLE landed (
    connection    ${text} NOT NULL,
    stream        ${text} NOT NULL,
    id            ${text} NOT NULL,
    version       ${integer} NOT NULL,
    known_at      ${integer} NOT NULL,
    known_until   ${integer} NOT NULL,
    reconstructed ${integer} NOT NULL CHECK (reconstructed IN (0, 1)),
    created_at    ${integer},
    modified_at   ${integer} NOT NULL,
    deleted       ${integer} NOT NULL CHECK (deleted IN (0, 1)),
    parent        ${text},
    digest        ${bytes} NOT NULL,
    body          ${text} NOT NULL,
    PRIMARY KEY (connection, stream, id, version),
    CHECK (known_at <= known_until)
) ${strict};

CREATE INDEX landed_by_parent ON landed (connection, stream, parent, known_until)
    WHERE parent IS NOT NULL;

CREATE TABLE held (
    connection ${text} NOT NULL,
    object     ${text} NOT NULL,
    record     ${text} NOT NULL,
    body       ${text} NOT NULL,
    PRIMARY KEY (connection, object, record)
) ${strict};

CREATE TABLE run (
    id        ${text} NOT NULL PRIMARY KEY,
    as_of     ${integer} NOT NULL,
    known_at  ${integer} NOT NULL,
    mappings  ${text} NOT NULL,
    model     ${text} NOT NULL,
    plan_hash ${text},
    state     ${text} NOT NULL,
    written   ${integer} NOT NULL,
    failed    ${integer} NOT NULL
) ${strict};

-- One open intent a record: the next write waits until the outcome of the last one is known.
CREATE TABLE outbox (
    connection ${text} NOT NULL,
    object     ${text} NOT NULL,
    record     ${text} NOT NULL,
    seq        ${integer} NOT NULL,
    run        ${text} NOT NULL,
    mappings   ${text} NOT NULL,
    model      ${text} NOT NULL,
    evidence   ${text} NOT NULL,
    changes    ${text} NOT NULL,
    PRIMARY KEY (connection, object, record)
) ${strict};

CREATE TABLE ledger (
    seq        ${integer} NOT NULL PRIMARY KEY,
    at         ${integer} NOT NULL,
    run        ${text} NOT NULL,
    connection ${text} NOT NULL,
    object     ${text} NOT NULL,
    record     ${text} NOT NULL,
    field      ${text},
    before     ${text},
    after      ${text},
    mappings   ${text} NOT NULL,
    model      ${text} NOT NULL,
    evidence   ${text} NOT NULL,
    event      ${text} NOT NULL
) ${strict};

-- The ledger's last number. Taking numbers here makes writers queue, so that there is no gap.
CREATE TABLE ledger_head (
    one ${integer} NOT NULL PRIMARY KEY CHECK (one = 1),
    seq ${integer} NOT NULL
) ${strict};

INSERT INTO ledger_head (one, seq) VALUES (1, 0);

CREATE TABLE quarantine (
    connection ${text} NOT NULL,
    stream     ${text} NOT NULL,
    record     ${text} NOT NULL,
    reason     ${text} NOT NULL,
    since      ${integer} NOT NULL,
    PRIMARY KEY (connection, stream, record, reason)
) ${strict};

CREATE TABLE mapping (
    digest ${text} NOT NULL PRIMARY KEY,
    files  ${text} NOT NULL
) ${strict};

-- Our calls by the hour of the server's clock, those taken in advance included.
CREATE TABLE calls (
    connection ${text} NOT NULL,
    hour       ${integer} NOT NULL,
    calls      ${integer} NOT NULL CHECK (calls >= 0),
    PRIMARY KEY (connection, hour)
) ${strict};

-- What the system last said of everybody's calls. Its row is also what takers of calls wait for.
CREATE TABLE allowance (
    connection ${text} NOT NULL PRIMARY KEY,
    used       ${integer},
    allowed    ${integer},
    seen_at    ${integer}
) ${strict};

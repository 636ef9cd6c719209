-- Causes of plays that last: what is still so, told from what came back.
CREATE TABLE episode (
    connection ${text} NOT NULL,
    account    ${text} NOT NULL,
    play       ${text} NOT NULL,
    began      ${text} NOT NULL,
    silent     ${integer} NOT NULL,
    PRIMARY KEY (connection, account, play)
) ${strict};

-- Jobs of mass writes that may still be under way, kept before anything of them is uploaded.
CREATE TABLE job (
    connection ${text} NOT NULL,
    object     ${text} NOT NULL,
    job        ${text} NOT NULL,
    PRIMARY KEY (connection, object)
) ${strict};

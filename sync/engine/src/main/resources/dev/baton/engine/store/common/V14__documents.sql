-- What a look at how things go left for the next one, by what it looks at.
CREATE TABLE document (
    name ${text} NOT NULL PRIMARY KEY,
    body ${bytes} NOT NULL
) ${strict};

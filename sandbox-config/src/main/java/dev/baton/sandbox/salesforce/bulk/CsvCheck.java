package dev.baton.sandbox.salesforce.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads uploaded data once, strictly, before anything of it is used: the vendor takes only the
 * separators that the job declared, no quote inside an unquoted value ({@code "a", "b"} has one),
 * and limits what a row may hold.
 */
final class CsvCheck {
    private static final int MAX_HEADER = 32_000;
    private static final int MAX_RECORD = 400_000;
    private static final int MAX_FIELD = 32_000;
    private static final int MAX_FIELDS = 5_000;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private enum At {
        START_OF_FIELD,
        PLAIN,
        QUOTED,
        AFTER_QUOTE,
        CARRIAGE_RETURN
    }

    private final CsvDialect dialect;
    private At at = At.START_OF_FIELD;
    private int rows;
    private int columns;
    private int fields;
    private int fieldLength;
    private int recordLength;
    private boolean empty = true;

    private CsvCheck(CsvDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Checks all of it.
     *
     * @throws BadDataException for the first thing that the vendor would not take
     */
    static void check(InputStream data, CsvDialect dialect) throws IOException, BadDataException {
        CsvCheck check = new CsvCheck(dialect);
        byte[] block = new byte[64 << 10];
        int skip = data.markSupported() && startsWithMark(data) ? BYTE_ORDER_MARK.length : 0;
        data.skipNBytes(skip);
        for (int got = data.read(block); got >= 0; got = data.read(block)) {
            for (int i = 0; i < got; i++) {
                check.take(block[i]);
            }
        }
        check.end();
    }

    private static boolean startsWithMark(InputStream data) throws IOException {
        data.mark(BYTE_ORDER_MARK.length);
        boolean marked = Arrays.equals(data.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK);
        data.reset();
        return marked;
    }

    private void take(byte b) throws BadDataException {
        switch (at) {
            case QUOTED -> {
                if (b == '"') {
                    at = At.AFTER_QUOTE;
                } else {
                    count(b);
                }
            }
            case CARRIAGE_RETURN -> {
                if (b != '\n') {
                    throw wrongLineEnding();
                }
                endRecord();
            }
            case START_OF_FIELD, PLAIN, AFTER_QUOTE -> takeOutside(b);
        }
    }

    private void takeOutside(byte b) throws BadDataException {
        if (b == dialect.delimiter().character()) {
            empty = false;
            endField();
            at = At.START_OF_FIELD;
        } else if (b == '\r' || b == '\n') {
            endLine(b);
        } else if (b == '"') {
            quote();
        } else {
            if (at == At.AFTER_QUOTE) {
                throw unescapedQuote();
            }
            at = At.PLAIN;
            count(b);
        }
    }

    private void quote() throws BadDataException {
        if (at == At.PLAIN) {
            throw unescapedQuote();
        }
        if (at == At.AFTER_QUOTE) {
            count((byte) '"');
        }
        empty = false;
        at = At.QUOTED;
    }

    private void endLine(byte b) throws BadDataException {
        boolean crlf = dialect.lineEnding() == CsvDialect.LineEnding.CRLF;
        if (crlf != (b == '\r')) {
            throw wrongLineEnding();
        }
        if (crlf) {
            at = At.CARRIAGE_RETURN;
        } else {
            endRecord();
        }
    }

    /** Counts characters: of one that takes several bytes, only the first counts. */
    private void count(byte b) throws BadDataException {
        empty = false;
        if ((b & 0xC0) == 0x80) {
            return;
        }
        fieldLength++;
        recordLength++;
        if (fieldLength > MAX_FIELD) {
            throw tooLong("A field", MAX_FIELD);
        }
        if (rows == 0 && recordLength > MAX_HEADER) {
            throw tooLong("The header row", MAX_HEADER);
        }
        if (recordLength > MAX_RECORD) {
            throw tooLong("A record", MAX_RECORD);
        }
    }

    private void endField() throws BadDataException {
        fields++;
        fieldLength = 0;
        if (fields > MAX_FIELDS) {
            throw new BadDataException(
                    "InvalidBatch : A record has more than " + MAX_FIELDS + " fields");
        }
    }

    private void endRecord() throws BadDataException {
        if (!empty) {
            endField();
            if (rows == 0) {
                columns = fields;
            } else if (fields != columns) {
                throw new BadDataException(
                        "InvalidBatch : Row %d has %d columns, the header has %d"
                                .formatted(rows, fields, columns));
            }
            rows++;
        }
        fields = 0;
        fieldLength = 0;
        recordLength = 0;
        empty = true;
        at = At.START_OF_FIELD;
    }

    private void end() throws BadDataException {
        switch (at) {
            case QUOTED -> throw unescapedQuote();
            case CARRIAGE_RETURN -> throw wrongLineEnding();
            case START_OF_FIELD, PLAIN, AFTER_QUOTE -> endRecord();
        }
    }

    private static BadDataException tooLong(String what, int limit) {
        return new BadDataException(
                "InvalidBatch : " + what + " is longer than " + limit + " characters");
    }

    private static BadDataException unescapedQuote() {
        return new BadDataException(
                "InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote");
    }

    private BadDataException wrongLineEnding() {
        return new BadDataException(
                "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is "
                        + dialect.lineEnding());
    }
}

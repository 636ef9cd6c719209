/**
 * Reads the text that Baton writes into Baton_Explanation__c: a first line with the sum, then one
 * line a measure with its points, and below it, indented, the records it was counted from, each as
 * "system object id" and its bare URL where one is known.
 */

const LINE = /^([+−]?\d+(?:\.\d+)?) (.+)$/;
const SUM = /^\d+(?:\.\d+)? of 100, model /;
const RECORD = /^ {3}(\S+) (\S+) (.+?)(?: (https?:\/\/\S+))?$/;
const REASON = /^([+−±]\d+) (.+)$/s;

/** The lines that count, each with its points as written, its sentence and its records. */
export function explained(explanation) {
    const lines = [];
    for (const text of (explanation ?? '').split(/\r?\n/)) {
        const record = RECORD.exec(text);
        const line = LINE.exec(text);
        if (record && lines.length > 0) {
            lines[lines.length - 1].records.push({
                system: record[1],
                name: `${record[2]} ${record[3]}`,
                url: record[4] ?? null
            });
        } else if (line && !SUM.test(text)) {
            lines.push({ points: line[1], sentence: line[2], records: [] });
        }
    }
    return lines;
}

/** A reason as {points, sentence, records}; the records are those of its line in the explanation. */
export function reason(text, lines) {
    const parts = REASON.exec(text);
    const points = parts ? parts[1] : null;
    const sentence = parts ? parts[2] : text;
    const line = lines.find((each) => tellsTheSame(each.sentence, sentence));
    return { points, sentence, records: line ? line.records : [] };
}

/** A reason is cut to the 255 characters of its field and then ends in an ellipsis. */
function tellsTheSame(whole, sentence) {
    return sentence.endsWith('…') ? whole.startsWith(sentence.slice(0, -1)) : whole === sentence;
}

/** The systems that the records come from, each once, in the order they are first named. */
export function systems(lines) {
    return [...new Set(lines.flatMap((line) => line.records.map((record) => record.system)))];
}

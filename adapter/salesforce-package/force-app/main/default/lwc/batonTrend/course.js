/** The drawing's size in its own units; the browser scales it to the width it has. */
export const WIDTH = 320;
export const HEIGHT = 80;

/** Room for half a dot at every edge. */
const EDGE = 5;

/** Weeks are kept for a quarter, month ends for longer; a line of two years still reads well. */
const NEWEST = 37;

const DAY = 86_400_000;

/** Snapshots as {day, score, band}, oldest first; the score null where it was unknown. */
export function course(records) {
    return records
        .map(({ fields }) => ({
            day: fields.Period_End__c?.value ?? null,
            score: fields.Score__c?.value ?? null,
            band: fields.Effective_Band__c?.displayValue ?? fields.Effective_Band__c?.value ?? ''
        }))
        .filter(({ day }) => day !== null)
        .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
        .slice(-NEWEST);
}

/**
 * Where to draw: points by day and score (0 to 100), and one line for every stretch without an
 * unknown, since a line across a gap would claim to know it. Null with fewer than two known scores.
 */
export function drawing(snapshots) {
    const known = snapshots.filter(({ score }) => score !== null);
    if (known.length < 2) {
        return null;
    }
    const first = time(snapshots[0].day);
    const span = Math.max(time(snapshots[snapshots.length - 1].day) - first, DAY);
    const place = ({ day, score }) => ({
        x: round(EDGE + ((time(day) - first) / span) * (WIDTH - 2 * EDGE)),
        y: height(score)
    });
    return {
        points: known.map((snapshot) => ({ key: snapshot.day, ...place(snapshot) })),
        lines: stretches(snapshots).map((stretch) => ({
            key: stretch[0].day,
            path: stretch.map((snapshot) => `${place(snapshot).x},${place(snapshot).y}`).join(' ')
        })),
        levels: [100, 50, 0].map((level) => ({ level, y: height(level) }))
    };
}

/** What a reader who does not see the line needs to know of it. */
export function gist(snapshots) {
    const known = snapshots.filter(({ score }) => score !== null);
    const scores = known.map(({ score }) => score);
    return {
        first: known[0],
        last: known[known.length - 1],
        lowest: Math.min(...scores),
        highest: Math.max(...scores)
    };
}

function stretches(snapshots) {
    const all = [[]];
    for (const snapshot of snapshots) {
        if (snapshot.score === null) {
            all.push([]);
        } else {
            all[all.length - 1].push(snapshot);
        }
    }
    return all.filter((stretch) => stretch.length > 1);
}

function height(score) {
    return round(EDGE + (1 - score / 100) * (HEIGHT - 2 * EDGE));
}

function time(day) {
    return Date.parse(`${day}T00:00:00Z`);
}

function round(number) {
    return Math.round(number * 10) / 10;
}

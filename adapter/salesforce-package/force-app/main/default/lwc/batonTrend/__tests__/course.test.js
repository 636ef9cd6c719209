import { HEIGHT, WIDTH, course, drawing, gist } from '../course';

const snapshot = (day, score, band = 'Green') => ({
    fields: {
        Period_End__c: { value: day },
        Score__c: { value: score },
        Effective_Band__c: { value: band, displayValue: band }
    }
});

describe('the course of the score', () => {
    it('goes from the oldest day to the newest, in whatever order the rows come', () => {
        const days = course([
            snapshot('2026-03-15', 60),
            snapshot('2026-02-28', 70),
            snapshot('2026-03-08', 65)
        ]).map(({ day }) => day);
        expect(days).toEqual(['2026-02-28', '2026-03-08', '2026-03-15']);
    });

    it('keeps the newest of many', () => {
        const many = Array.from({ length: 60 }, (_, index) =>
            snapshot(new Date(Date.UTC(2025, 0, 1 + 7 * index)).toISOString().slice(0, 10), index)
        );
        const kept = course(many);
        expect(kept).toHaveLength(37);
        expect(kept[kept.length - 1].score).toBe(59);
    });

    it('of a row whose band may not be seen has no band', () => {
        const row = { fields: { Period_End__c: { value: '2026-03-15' }, Score__c: { value: 60 } } };
        expect(course([row])).toEqual([{ day: '2026-03-15', score: 60, band: '' }]);
    });
});

describe('the drawing', () => {
    it('puts 100 at the top, 0 at the bottom and the days in proportion', () => {
        const { points, levels } = drawing([
            { day: '2026-03-01', score: 0 },
            { day: '2026-03-08', score: 100 },
            { day: '2026-03-29', score: 50 }
        ]);
        expect(points.map(({ y }) => y)).toEqual([levels[2].y, levels[0].y, levels[1].y]);
        expect(points[1].x - points[0].x).toBeCloseTo((points[2].x - points[0].x) / 4, 0);
        points.forEach(({ x, y }) => {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x).toBeLessThanOrEqual(WIDTH);
            expect(y).toBeGreaterThanOrEqual(0);
            expect(y).toBeLessThanOrEqual(HEIGHT);
        });
    });

    it('has a gap where the score was unknown', () => {
        const { lines, points } = drawing([
            { day: '2026-03-01', score: 60 },
            { day: '2026-03-08', score: 62 },
            { day: '2026-03-15', score: null },
            { day: '2026-03-22', score: 70 },
            { day: '2026-03-29', score: 72 }
        ]);
        expect(points).toHaveLength(4);
        expect(lines.map(({ key }) => key)).toEqual(['2026-03-01', '2026-03-22']);
        lines.forEach(({ path }) => expect(path.split(' ')).toHaveLength(2));
    });

    it('needs two known scores', () => {
        expect(drawing([])).toBeNull();
        expect(
            drawing([
                { day: '2026-03-01', score: 60 },
                { day: '2026-03-08', score: null }
            ])
        ).toBeNull();
    });

    it('in words is its ends and its extremes', () => {
        const found = gist([
            { day: '2026-03-01', score: null },
            { day: '2026-03-08', score: 62 },
            { day: '2026-03-15', score: 41 },
            { day: '2026-03-22', score: 70 }
        ]);
        expect(found.first.day).toBe('2026-03-08');
        expect(found.last.score).toBe(70);
        expect([found.lowest, found.highest]).toEqual([41, 70]);
    });
});

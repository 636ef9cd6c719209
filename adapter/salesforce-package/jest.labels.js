// Tests read the words that people read: the custom labels as they are deployed.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const file = join(__dirname, 'force-app/main/default/labels/CustomLabels.labels-meta.xml');
const label = /<fullName>(\w+)<\/fullName>[\s\S]*?<value>([^<]*)<\/value>/g;

for (const [, name, mockValue] of readFileSync(file, 'utf8').matchAll(label)) {
    jest.mock(`@salesforce/label/c.${name}`, () => ({ default: mockValue }), { virtual: true });
}

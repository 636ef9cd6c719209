// Draws every state of the component in a headless Chromium and has it read by axe for what keeps
// people from reading it. `npm run preview` here; CHROMIUM names the browser when it is not `chromium`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import lwc from '@lwc/rollup-plugin';
import { rollup } from 'rollup';

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, '../force-app/main/default');
const target = join(here, '../target/preview');
const installed = (path) => join(here, 'node_modules', path);
const browser = process.env.CHROMIUM ?? 'chromium';

/** Every state and the height it needs at the width of a sidebar. */
const STATES = {
    red: 870,
    everything: 1700,
    overridden: 960,
    unknown: 420,
    green: 760,
    unread: 660,
    noAccess: 140,
    failed: 140,
    loading: 180
};

mkdirSync(target, { recursive: true });
await bundle();
writePage();
let trouble = 0;
for (const [state, height] of Object.entries(STATES)) {
    draw(state, 460, height);
    trouble += read(state);
}
draw('red', 320, 1000);
draw('everything', 320, 2000);
process.exitCode = trouble === 0 ? 0 : 1;

async function bundle() {
    const components = ['batonHealth', 'batonLine', 'batonTrend', 'batonVerdict', 'batonWording'];
    const bundled = await rollup({
        input: join(here, 'main.js'),
        onwarn: (warning) => {
            throw new Error(warning.message);
        },
        plugins: [
            platform(),
            lwc({
                rootDir: here,
                modules: [
                    ...components.map((name) => ({
                        name: `c/${name}`,
                        path: join(source, 'lwc', name, `${name}.js`)
                    })),
                    { dir: join(here, 'stubs') }
                ]
            })
        ]
    });
    await bundled.write({ file: join(target, 'main.js'), format: 'es' });
}

/** What the platform puts in place of its own modules: labels, locale, and names of fields. */
function platform() {
    const labels = new Map(
        [
            ...readFileSync(join(source, 'labels/CustomLabels.labels-meta.xml'), 'utf8').matchAll(
                /<fullName>(\w+)<\/fullName>[\s\S]*?<value>([^<]*)<\/value>/g
            )
        ].map(([, name, text]) => [name, text])
    );
    const answers = [
        [/^@salesforce\/label\/c\.(\w+)$/, (name) => labels.get(name)],
        [/^@salesforce\/i18n\/(\w+)$/, (name) => ({ locale: 'en-US', timeZone: 'UTC' })[name]],
        [
            /^@salesforce\/schema\/(\w+)(?:\.(\w+))?$/,
            (objectApiName, fieldApiName) => ({ objectApiName, fieldApiName })
        ]
    ];
    return {
        name: 'platform',
        resolveId(id) {
            // One engine for all: beside the components there may be another one, of their tests.
            if (id === 'lwc' || id === '@lwc/engine-dom') {
                return installed('@lwc/engine-dom/dist/index.js');
            }
            return id.startsWith('@salesforce/') ? `\0${id}` : null;
        },
        load(id) {
            for (const [pattern, answer] of answers) {
                const match = pattern.exec(id.slice(1));
                if (id.startsWith('\0') && match) {
                    return `export default ${JSON.stringify(answer(...match.slice(1)))};`;
                }
            }
            return null;
        }
    };
}

function writePage() {
    const styles = installed(
        '@salesforce-ux/design-system/assets/styles/salesforce-lightning-design-system.min.css'
    );
    writeFileSync(
        join(target, 'index.html'),
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Customer health</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="${pathToFileURL(styles)}">
<style>html, body { background: #f3f3f3; padding: 12px } main { max-width: 480px }</style></head>
<body><main><h1 class="slds-assistive-text">Account</h1></main>
<script>window.process = { env: { NODE_ENV: 'production' } };</script>
<script type="module" src="main.js"></script></body></html>`
    );
}

function chromium(page, ...rest) {
    return execFileSync(
        browser,
        [
            '--headless',
            '--no-sandbox',
            '--disable-gpu',
            '--hide-scrollbars',
            '--allow-file-access-from-files',
            '--virtual-time-budget=5000',
            ...rest,
            page
        ],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
    );
}

function page(state) {
    return `${pathToFileURL(join(target, 'index.html'))}?state=${state}`;
}

function draw(state, width, height) {
    chromium(
        page(state),
        `--screenshot=${join(target, `${state}-${width}.png`)}`,
        `--window-size=${width},${height}`
    );
}

/**
 * Prints what axe found; the number of findings. It reads the page as it stands at the end: the
 * shadow that the component runs in here is one by agreement, and axe would not look into it.
 */
function read(state) {
    const end = chromium(page(state), '--dump-dom');
    if (!end.includes('data-done="true"')) {
        throw new Error(`${state}: the page did not come to its end`);
    }
    const still = join(target, `${state}.html`);
    writeFileSync(
        still,
        end.replaceAll(/<script[\s\S]*?<\/script>/g, '').replace(
            '</body>',
            `<pre id="findings" hidden></pre>
<script src="${pathToFileURL(installed('axe-core/axe.min.js'))}"></script>
<script>axe.run().then(({ passes, violations }) => {
    const found = violations.flatMap(({ help, nodes }) => nodes.map(({ html }) => help + ': ' + html));
    document.getElementById('findings').textContent = [passes.length, ...found].join('\\n');
});</script></body>`
        )
    );
    const answer = /<pre id="findings"[^>]*>([^<]+)<\/pre>/.exec(
        chromium(pathToFileURL(still).href, '--dump-dom')
    );
    const [passed, ...findings] = answer[1].split('\n');
    console.log([`${state}: ${passed} rules hold, findings: ${findings.length}`, ...findings].join('\n  '));
    return findings.length;
}

import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import BatonHealth from 'c/batonHealth';
import { state } from './state';

const settled = () => new Promise((done) => setTimeout(done, 50));

/** Elements in whatever shadow they stand. */
function deep(root, selector) {
    return [...root.querySelectorAll('*')].flatMap((element) => [
        ...(element.matches(selector) ? [element] : []),
        ...(element.shadowRoot ? deep(element.shadowRoot, selector) : [])
    ]);
}

const element = createElement('c-baton-health', { is: BatonHealth });
element.recordId = '001000000000001AAA';
document.querySelector('main').append(element);
await settled();
for (const selector of state.clicks) {
    deep(document.body, selector).forEach((button) => button.click());
    await settled();
}
window.scrollTo(0, 0);
document.documentElement.dataset.done = 'true';

import { feedOf, getJson } from './api.js';
import { allExample, appendExample, readExample } from './examples.js';

const ASK_AGAIN_MILLIS = 5000;

const element = (id) => document.getElementById(id);
const show = (id, text) => {
  element(id).textContent = text;
};

function showState(state, text) {
  element('state').dataset.state = state;
  show('state', text);
}

async function askNode() {
  try {
    const asked = performance.now();
    await getJson('/ping');
    show('latency', `${Math.max(1, Math.round(performance.now() - asked))} ms`);
    const info = await getJson('/info');
    show('version', info.esVersion ? `Event Store ${info.esVersion}` : '–');
    show('node-state', info.state ?? '–');
    show('projections', info.projectionsMode ?? '–');
    showState('up', 'Up');
  } catch {
    show('latency', '–');
    showState('down', 'Not answering');
  }
  setTimeout(askNode, ASK_AGAIN_MILLIS);
}

async function copy(button) {
  await navigator.clipboard.writeText(element(button.dataset.copies).textContent);
  button.textContent = 'Copied';
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 1500);
}

show('address', location.host);
show('append-example', appendExample(location.origin));
show('read-example', readExample(location.origin));
show('all-example', allExample(location.origin));
element('open-stream').addEventListener('submit', (submission) => {
  submission.preventDefault();
  location.assign(feedOf(element('stream').value));
});
for (const button of document.querySelectorAll('[data-copies]')) {
  button.hidden = !navigator.clipboard; // Browsers offer it on secure origins and localhost only.
  button.addEventListener('click', () => copy(button));
}
askNode();

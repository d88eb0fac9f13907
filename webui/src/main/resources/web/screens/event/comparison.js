import { html } from 'lit';
import { differences } from '../../parts/differences.js';
import { prettyJson } from '../../parts/json-text.js';
import { prettyXml } from '../../parts/xml-text.js';
import { requery } from '../../router.js';

/** What differs between this event and another. */
export function comparison(page, event, here, other) {
  return html`
    <form class="bar payload-bar" @submit=${(submit) => {
      submit.preventDefault();
      requery({ with: new FormData(submit.target).get('with') });
    }}><label class="check"><span class="soft">Compared with</span>
      <input name="with" size="28" spellcheck="false" autocomplete="off" placeholder="stream@number" .value=${other?.name ?? ''}></label><button>Compare</button></form>
    ${
      !other?.data
        ? html`<p class="hint">${other?.name ? 'Loading …' : 'This is the first event of its stream. Name another one, such as orders-1@3.'}</p>`
        : html`${differences('Data', textOf(other.data), textOf(here.data))}${differences('Metadata', textOf(other.metadata), textOf(here.metadata))}`
    }`;
}

function textOf(described) {
  if (described.xml) {
    return prettyXml(described.xml);
  }
  return described.node ? prettyJson(described.node) : (described.text ?? `${described.bytes?.length ?? 0} bytes`);
}

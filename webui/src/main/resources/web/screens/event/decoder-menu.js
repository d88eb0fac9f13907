import { html, nothing } from 'lit';
import { decoderOf, decoders, EXAMPLE, forgetDecoder, keepDecoder } from '../../parts/decoders.js';
import { icon } from '../../parts/icons.js';
import { tell, tellFailure } from '../../parts/toasts.js';
import { requery } from '../../router.js';
import '../../parts/script-editor.js';

/** Where somebody says how the data of events of some types are decoded. */
export function decoderMenu(event) {
  const own = decoderOf(event.type);
  const all = decoders();
  return html`<details class="menu decoder-menu" name="menu" @toggle=${(toggle) => fill(toggle.target, own)}><summary class="button small">Decoder${all.length ? ` (${all.length})` : ''}</summary>
    <form class="card menu-body form decoder" @submit=${(submit) => {
      submit.preventDefault();
      keep(submit.target);
    }}>
      <p class="hint">A function of yours in JavaScript for the data of these events. It stays in this browser; the node runs it, in a sandbox that reaches nothing.</p>
      <label class="field"><span>For events of these types; * stands for anything, commas between several</span><input class="mono wide-input" name="types" required spellcheck="false" autocomplete="off" .value=${own?.types ?? event.type}></label>
      <div class="field"><span>Function</span><es-script plain label="Decoder, a function of data and event"></es-script></div>
      <div class="actions"><button class="primary">Decode with it</button></div>
      ${all.length ? html`<ul>${all.map(({ types }) => html`<li><code class="cut">${types}</code><button type="button" class="ghost small" aria-label="Forget the decoder of ${types}" @click=${() => forgetDecoder(types)}>${icon('close')}</button></li>`)}</ul>` : nothing}
    </form></details>`;
}

function fill(menu, own) {
  const editor = menu.querySelector('es-script');
  if (menu.open && (editor.value === '' || own)) {
    editor.value = own?.text ?? EXAMPLE;
  }
}

function keep(form) {
  try {
    keepDecoder(new FormData(form).get('types').trim(), form.querySelector('es-script').value);
    form.closest('details').open = false;
    requery({ view: null });
    tell('The decoder is there');
  } catch (failure) {
    tellFailure(failure.message);
  }
}

import { html, nothing } from 'lit';
import { icon } from '../../parts/icons.js';
import { addFiles, choose, files, messageNames, messageOf, removeFile } from '../../parts/proto/schemas.js';
import { tell, tellFailure } from '../../parts/toasts.js';

/** Where it is said which message of Protocol Buffers the data of events of a type are. */
export function schemaBar(event) {
  const names = messageNames();
  const chosen = messageOf(event.type);
  return html`<div class="bar schema-bar">
    ${
      names.length === 0
        ? html`<span class="soft">Protocol Buffers? Their schema names the fields.</span>`
        : html`<label class="check"><span class="soft">Message</span><select name="message" @change=${(change) => choose(event.type, change.target.value)}>
        <option value="" ?selected=${chosen === ''}>None</option>${names.map((name) => html`<option value=${name} ?selected=${name === chosen}>${name}</option>`)}</select></label>`
    }
    <details class="menu" name="menu"><summary class="button small">Schemas${files().length ? ` (${files().length})` : ''}</summary>
      <div class="card menu-body form schema-files">
        ${files().length ? html`<ul>${files().map(({ name }) => html`<li><code class="cut">${name}</code><button class="ghost small" aria-label="Forget ${name}" @click=${() => removeFile(name)}>${icon('close')}</button></li>`)}</ul>` : nothing}
        <label class="field"><span>.proto files, or descriptors (.desc) that protoc wrote; they stay in this browser</span><input type="file" name="protos" accept=".proto,.desc,.pb,.protoset,.binpb,.fds" multiple @change=${(change) => take(change.target)}></label></div></details></div>`;
}

async function take(input) {
  const count = input.files.length;
  try {
    await addFiles([...input.files]);
    tell(count === 1 ? 'The schema is there' : `${count} schemas are there`);
  } catch (failure) {
    tellFailure(failure.message);
  }
  input.value = '';
}

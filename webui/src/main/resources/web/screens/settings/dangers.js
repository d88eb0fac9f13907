import { html, nothing } from 'lit';
import { send } from '../../api.js';
import { go } from '../../router.js';
import { confirm } from '../../parts/dialogs.js';
import { tell } from '../../parts/toasts.js';
import { count, counted } from '../../times.js';
import { withKey } from './metadata.js';

/** What hides or ends a stream, each with what it will do. */
export function dangers(page) {
  const { state, head } = page.state;
  if (state === 'tombstoned') {
    return html`<p class="notice" data-kind="warn">This stream is deleted for good. Its name can never be used again.</p>`;
  }
  return html`<section class="card danger-zone"><div class="card-head"><h2>Hide or end</h2></div><div class="card-body"><ul>
    ${
      state === 'soft_deleted'
        ? html`<li><div><h3>Undo the deletion</h3><p class="hint">All events that no scavenge removed show again, ${count(head + 1)} at most.</p></div>
      <button @click=${() => undo(page)}>Undo the deletion</button></li>`
        : nothing
    }
    <li><div><h3>Truncate</h3><p class="hint">Hides the events below a number. A scavenge removes them for good; until then, a smaller number shows them again.</p></div>
      <form class="bar" @submit=${(submit) => truncate(submit, page)}><label><span class="visually-hidden">First event that stays visible</span>
        <input name="before" size="24" inputmode="numeric" required pattern="\\d+" placeholder="first that stays, such as ${head + 1}"></label><button ?disabled=${head < 0}>Truncate</button></form></li>
    <li><div><h3>Soft delete</h3><p class="hint">Hides everything: ${counted(head + 1, 'event')}. The stream is gone for readers; the next append brings it back with event ${head + 1}, without the old ones. A scavenge removes these for good.</p></div>
      <button class="danger" ?disabled=${state !== 'there'} @click=${() => softDelete(page)}>Soft delete</button></li>
    <li><div><h3>Tombstone</h3><p class="hint">Deletes the stream for good. Nobody can ever append to, or make, a stream of this name again. This cannot be undone.</p></div>
      <button class="danger" @click=${() => tombstone(page)}>Tombstone</button></li>
  </ul></div></section>`;
}

/** The first write brings the stream back, empty, as for whoever appends; the second shows its events again. */
async function undo(page) {
  if (await page.write(withKey(page.root, '$tb', null), null)) {
    await page.write(withKey(page.root, '$tb', null), 'The stream is back');
  }
}

async function truncate(submit, page) {
  submit.preventDefault();
  const before = new FormData(submit.target).get('before').trim();
  const agreed = await confirm({
    title: `Hide the events below ${before}?`,
    act: 'Truncate',
    isDangerous: true,
    text: [
      `${page.stream} shows events from number ${before} on. The hidden ones are removed for good by the next scavenge.`,
    ],
  });
  if (agreed) {
    await page.write(
      withKey(page.root, '$tb', { kind: 'number', text: before, children: [] }),
      `Events below ${before} are hidden`,
    );
  }
}

async function softDelete(page) {
  const agreed = await confirm({
    title: `Soft delete ${page.stream}?`,
    act: 'Soft delete',
    isDangerous: true,
    text: [
      `Everything is hidden at once: ${counted(page.state.head + 1, 'event')}. You can undo this here until a scavenge has run.`,
    ],
  });
  if (agreed) {
    await remove(page, {}, `${page.stream} is softly deleted`);
  }
}

async function tombstone(page) {
  const agreed = await confirm({
    title: `Delete ${page.stream} for good?`,
    act: 'Delete for good',
    isDangerous: true,
    mustType: page.stream,
    text: [
      'All its events are hidden at once, and removed by the next scavenge. The name can never be used again.',
      'This cannot be undone.',
    ],
  });
  if (agreed) {
    await remove(page, { 'ES-HardDelete': 'true' }, `${page.stream} is deleted for good`);
  }
}

async function remove(page, headers, done) {
  try {
    await send(`/streams/${encodeURIComponent(page.stream)}`, {
      method: 'DELETE',
      headers: { Accept: '*/*', ...headers },
    });
    tell(done);
    go('#/streams');
  } catch (failure) {
    page.wrong = failure.message;
  }
}

import { html, nothing } from 'lit';
import { icon } from '../../parts/icons.js';
import { address } from '../../router.js';

const ABSENT = {
  missing: [
    'There is no such stream yet',
    'Streams begin with their first event. When one is appended, it shows here.',
  ],
  soft_deleted: [
    'This stream is softly deleted',
    'Its events are hidden. The next append brings it back, and its numbering goes on.',
  ],
  tombstoned: ['This stream is deleted for good', 'It has a tombstone: its name can never be used again.'],
};

/** Why a stream shows no events, and what can be done about it. */
export function absent(stream, info) {
  const [title, text] = ABSENT[info.state];
  return html`<div class="empty card"><h2>${title}</h2><p>${text}</p>
    ${info.state === 'tombstoned' ? nothing : html`<p><a class="button primary" href=${address('streams', stream, 'addEvent')}>${icon('plus')}Add event</a></p>`}
    ${info.state === 'soft_deleted' ? html`<p><a href=${address('streams', stream, 'settings')}>Undo the deletion</a></p>` : nothing}</div>`;
}

import { html } from 'lit';
import { counted } from '../../times.js';

/** What is asked before a group gets other settings. */
export const change = (group, found) => ({
  title: `Change the settings of ${group}?`,
  act: 'Change',
  text: [
    `Disconnects ${counted(found?.consumers ?? 0, 'consumer')}; most clients connect again by themselves. The group goes on from where it was.`,
    'Events that consumers have and did not settle come again.',
  ],
});

/** What is asked before a group begins anew. */
export const anew = (group, found) => ({
  title: `Have ${group} begin anew?`,
  act: 'Begin anew',
  isDangerous: true,
  text: [
    'The group is deleted and made again with the settings above: it forgets its place and begins where they say.',
    `It forgets ${counted(found?.parked ?? 0, 'parked event')}, and consumers get events again that they settled before.`,
  ],
});

/** What is asked before a group is deleted. */
export const remove = (group, found) => ({
  title: `Delete ${group}?`,
  act: 'Delete',
  isDangerous: true,
  mustType: group,
  text: [
    `Ends the group with its place, its settings and ${counted(found?.parked ?? 0, 'parked event')}; it disconnects ${counted(found?.consumers ?? 0, 'consumer')}. The events stay in their streams.`,
    'This cannot be undone.',
  ],
});

/** What ends a group, or has it begin anew, each with what it will do. */
export const endings = ({ beginAnew, remove: end }) => html`<section class="card danger-zone"><div class="card-head"><h2>Begin anew, or end</h2></div><div class="card-body"><ul>
  <li><div><h3>Begin anew</h3><p class="hint">Makes the group again with the settings above, beginning where they say. Its place and its parked events are forgotten.</p></div>
    <button class="danger" @click=${beginAnew}>Begin anew</button></li>
  <li><div><h3>Delete</h3><p class="hint">Ends the group with its place and its parked events. The events of the stream stay.</p></div>
    <button class="danger" @click=${end}>Delete</button></li></ul></div></section>`;

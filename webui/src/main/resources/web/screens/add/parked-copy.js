import { html } from 'lit';
import { send } from '../../api.js';
import { confirm } from '../../parts/dialogs.js';
import { icon } from '../../parts/icons.js';
import { tell, tellFailure } from '../../parts/toasts.js';
import { address } from '../../router.js';
import { session } from '../../session.js';
import { pathOf } from '../subscription/words.js';

/** Of which parked event a copy is made, as the address says: its number, and the group; null if of none. */
export function parkedOf({ parked, of, group }) {
  return parked && of && group ? { number: parked, stream: of, group, list: address('subscriptions', of, group, 'parked') } : null;
}

/** What will be offered. */
export const copyNotice = ({ number, group, list }) =>
  html`<div class="notice">${icon('subscriptions')}<span>A copy of <a href=${list}>parked event ${number} of ${group}</a>.${
    session.isOperator ? ' Once it is added, the parked one can be dropped.' : ''
  }</span></div>`;

/** Asks whether the group shall forget the parked event, now that there is a copy, and has it do so. */
export async function offerToDrop({ number, stream, group }, copy) {
  const agreed = session.isOperator && (await confirm({
    title: `Drop parked event ${number} of ${group}?`,
    act: 'Drop it',
    otherwise: 'Keep it parked',
    isDangerous: true,
    text: [
      `The copy is there: ${copy}.`,
      'If the parked one is dropped, the group forgets it: no consumer of this group gets it any more. The event itself stays in its stream.',
    ],
  }));
  if (agreed) {
    try {
      await send(`${pathOf(stream, group)}/parked?only=${number}`, { method: 'DELETE', headers: { Accept: '*/*' } });
      tell(`Parked event ${number} is dropped`);
    } catch (failure) {
      tellFailure(failure.message);
    }
  }
}

import { remove } from '../../parts/projections.js';
import { choose } from '../../parts/choices.js';
import { isRunning } from '../../parts/projections.js';
import { tell } from '../../parts/toasts.js';
import { go } from '../../router.js';

/** Asks what of a projection is to be deleted, and does so. */
export async function deletion(page) {
  const name = page.name;
  const runs = page.info && isRunning(page.info);
  const chosen = await choose({
    title: `Delete ${name}?`,
    act: 'Delete',
    text: runs ? ['It runs: stop it first.'] : ['The projection itself is gone then. What else is to go?'],
    isPossible: !runs,
    choices: [
      ['deleteCheckpointStream', 'Its checkpoints: a new one of this name begins anew'],
      ['deleteStateStream', 'The stream with its states'],
      ['deleteEmittedStreams', 'The streams that it emitted to, if it remembers them'],
    ],
  });
  if (chosen) {
    await page.last(async () => {
      await remove(name, Object.fromEntries(Object.keys(chosen).map((key) => [key, chosen[key] ? 'yes' : 'no'])));
      tell(`${name} is deleted`);
      go('#/projections');
    });
  }
}

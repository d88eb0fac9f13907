import { confirm } from '../../parts/dialogs.js';
import { command } from '../../parts/projections.js';

/** Asks whether a projection shall begin anew, and lets it if so. */
export async function reset(screen) {
  const agreed = await confirm({
    title: `Reset ${screen.name}?`,
    act: 'Reset',
    isDangerous: true,
    text: [
      'It forgets its state and begins with the first event. What it emitted stays where it is; the same is written once more after it.',
    ],
  });
  if (agreed) {
    await screen.act(() => command(screen.name, 'reset'), `${screen.name} begins anew`);
  }
}

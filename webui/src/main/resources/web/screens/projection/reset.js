import { confirm } from '../../parts/dialogs.js';
import { command } from '../../parts/projections.js';

/** Asks whether a projection shall begin anew, and lets it if so. */
export async function reset(screen) {
  const agreed = await confirm({
    title: `Reset ${screen.name}?`,
    act: 'Reset',
    isDangerous: true,
    text: [
      'It forgets its state and begins with the first event. What it emitted stays where it is, and is written once more behind it.',
    ],
  });
  if (agreed) {
    await screen.act(() => command(screen.name, 'reset'), `${screen.name} begins anew`);
  }
}

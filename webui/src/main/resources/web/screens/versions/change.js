/** What the definition of a projection holds beside its script, as lines to compare. */
export function settingsText({ config, handlerType, epoch }) {
  const lines = Object.entries(config).map(([name, value]) => `${name}: ${value}`);
  return [`handlerType: ${handlerType}`, ...lines, `begins anew with version: ${epoch < 0 ? 'never' : epoch}`].join('\n');
}

/** Whether two versions have one script that may do the same. */
export const isAlike = (one, other) =>
  one.query === other.query && one.handlerType === other.handlerType && one.config.emitEnabled === other.config.emitEnabled;

/**
 * What was done to a projection between two versions that follow each other.
 *
 * @param {object|undefined} before undefined for the first one
 * @returns {string[]} no words for what was written once more as it was
 */
export function changes(before, after) {
  if (!before) {
    return ['Made'];
  }
  const settings = (version) => JSON.stringify({ ...version.config, emitEnabled: null });
  return [
    [before.query !== after.query || before.handlerType !== after.handlerType, 'Script'],
    [before.config.emitEnabled !== after.config.emitEnabled, after.config.emitEnabled ? 'May emit' : 'May not emit'],
    [settings(before) !== settings(after), 'Settings'],
    [before.epoch !== after.epoch, 'Reset'],
    [before.enabled !== after.enabled, after.enabled ? 'Started' : 'Stopped'],
  ]
    .filter(([isSo]) => isSo)
    .map(([, word]) => word);
}

/** Whether nothing but a start or a stop made the version. */
export const isSwitch = (words) => words.every((word) => word === 'Started' || word === 'Stopped');

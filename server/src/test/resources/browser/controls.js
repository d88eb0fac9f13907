/** What of the page that is open can be pressed, typed into or chosen; see Controls.java, which asks. */
globalThis.controls ??= (() => {
  const KINDS = 'a[href], button, summary, input, select, textarea, [contenteditable="true"]';
  const ACTS = 'What can be done';

  function* elements(root) {
    for (const element of [root, ...root.querySelectorAll('*')]) {
      if (element.matches?.(KINDS) && element.checkVisibility({ visibilityProperty: true })) {
        yield element;
      }
      if (element !== root && element.shadowRoot) {
        yield* elements(element.shadowRoot);
      }
    }
  }

  function kindOf(element) {
    if (element.localName === 'a') {
      return 'link';
    }
    if (['button', 'summary'].includes(element.localName)) {
      return element.role === 'tab' ? 'tab' : 'button';
    }
    return { SELECT: 'choice' }[element.tagName] ?? { checkbox: 'box', radio: 'radio', range: 'slider' }[element.type] ?? 'field';
  }

  /** The words of an element, with numbers left out: they differ from run to run. */
  const plain = (text) => (text ?? '').replace(/\d+([.,:]\d+)*/g, '#').replace(/\s+/g, ' ').trim();

  function labelOf(element) {
    const label = element.labels?.[0]?.cloneNode(true);
    label?.querySelectorAll('select, textarea, button, small').forEach((part) => part.remove());
    return label?.textContent;
  }

  function nameOf(element) {
    const named = [element.ariaLabel, labelOf(element), element.textContent, element.title, element.placeholder, element.name];
    return plain(named.find((text) => plain(text) !== ''));
  }

  /** The title of the column that an element stands in, if it is in a table; in a list, the term. */
  function columnOf(element) {
    const term = element.closest('dd')?.previousElementSibling;
    if (term?.localName === 'dt') {
      return plain(term.textContent);
    }
    const cell = element.closest('td, [role="gridcell"]');
    const head = cell?.closest('table, [role="grid"]').querySelectorAll('th, [role="columnheader"]');
    return plain(head?.[[...cell.parentElement.children].indexOf(cell)]?.textContent);
  }

  /** Links in tables and drawings are named by what they lead to: there, the place gives the name. */
  function keyOf(element) {
    const kind = kindOf(element);
    const column = columnOf(element);
    const drawing = element.closest('svg')?.ariaLabel;
    if (kind === 'link' && (drawing || (column && column !== ACTS))) {
      const nth = [...element.parentElement.querySelectorAll('a')].indexOf(element);
      return `link in ${plain(drawing) || column}${!drawing && nth > 0 ? `, ${nth + 1}` : ''}`;
    }
    return `${kind} ${nameOf(element)}`;
  }

  const within = (scope) => [...document.querySelectorAll(scope)].flatMap((root) => [...elements(root)]);

  return {
    /** The address of the page that is drawn, which may be another one than the browser is on the way to. */
    page: () => document.querySelector('es-shell')?.route?.hash ?? '',
    list: (scope) => [...new Set(within(scope).map(keyOf))],
    find: ([scope, key]) => within(scope).find((element) => !element.disabled && keyOf(element) === key) ?? null,
    /** What can be reached: all that is enabled. */
    enabled: (scope) => [...new Set(within(scope).filter((element) => !element.matches(':disabled')).map(keyOf))],
    focused,
  };

  /** What kind of place the focus is on, and then the controls that it gives access to. */
  function focused() {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) {
      element = element.shadowRoot.activeElement;
    }
    if (!element || element === document.body) {
      return ['nowhere'];
    }
    const place = isCovered(element) ? 'covered' : element.role === 'grid' ? 'grid' : element.isContentEditable ? 'editor' : 'control';
    const all = element.type === 'radio' ? [...element.form.elements[element.name]] : [element];
    return [place, ...all.map(keyOf)];
  }

  /** Whether something else is on top of all corners and the middle of an element. */
  function isCovered(element) {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const points = [[(left + right) / 2, (top + bottom) / 2], [left + 3, top + 3], [right - 3, top + 3], [left + 3, bottom - 3], [right - 3, bottom - 3]];
    return !points.some(([x, y]) => {
      const hit = element.getRootNode().elementFromPoint(x, y);
      return hit && (element.contains(hit) || hit.contains(element));
    });
  }
})();

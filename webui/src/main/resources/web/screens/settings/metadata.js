/** The settings of a stream as a form: what the form knows is changed, all else stays as it was written. */

export const LIMITS = [
  ['$maxCount', 'Newest events kept', 'Only so many newest events are visible.'],
  ['$maxAge', 'Age in seconds', 'Older events are hidden.'],
  ['$tb', 'Truncate before', 'Events below this number are hidden.'],
  ['$cacheControl', 'Cached for seconds', 'How long HTTP clients may keep the newest page.'],
];

export const ACL = [
  ['$r', 'Read'],
  ['$w', 'Write'],
  ['$d', 'Delete'],
  ['$mr', 'Read settings'],
  ['$mw', 'Write settings'],
];

const NUMBER = /^\d{1,19}$/;

/** What a field of the form shows. */
export function valueOf(root, ...path) {
  const node = path.reduce((at, key) => at?.children.find((child) => child.key === key)?.value, root);
  if (!node) {
    return '';
  }
  return node.kind === 'array' ? node.children.map((child) => plain(child.value)).join(', ') : plain(node);
}

/**
 * The settings with what the form says.
 *
 * @throws {Error} that names the field with a value that makes no sense
 */
export function withSettings(root, form) {
  let next = root;
  for (const [key, name] of LIMITS) {
    const text = (form.get(key) ?? '').trim();
    if (text !== '' && !NUMBER.test(text)) {
      throw new Error(`${name} must be a whole number.`);
    }
    next = withKey(next, key, text === '' ? null : { kind: 'number', text, children: [] });
  }
  let acl = next.children.find((child) => child.key === '$acl')?.value ?? { kind: 'object', text: '', children: [] };
  acl = acl.kind === 'object' ? acl : { kind: 'object', text: '', children: [] };
  for (const [key] of ACL) {
    const names = (form.get(`acl.${key}`) ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    acl = withKey(acl, key, names.length === 0 ? null : list(names));
  }
  return withKey(next, '$acl', acl.children.length === 0 ? null : acl);
}

/** An object with a key set, or without it if the value is null. */
export function withKey(node, key, value) {
  const others = node.children.filter((child) => child.key !== key);
  const place = node.children.findIndex((child) => child.key === key);
  if (value === null) {
    return { ...node, children: others };
  }
  const children = place < 0 ? [...others, { key, value }] : others.toSpliced(place, 0, { key, value });
  return { ...node, children };
}

const text = (name) => ({ kind: 'string', text: JSON.stringify(name), children: [] });
const list = (names) =>
  names.length === 1
    ? text(names[0])
    : { kind: 'array', text: '', children: names.map((name, key) => ({ key, value: text(name) })) };
const plain = (node) => (node.kind === 'string' ? JSON.parse(node.text) : node.text);

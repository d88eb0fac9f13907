/**
 * Writes a tree on one line, numbers as they were read.
 *
 * @param {number} [max] about how many characters are enough
 */
export function compactJson(root, max = Infinity) {
  const parts = [];
  let length = 0;
  const work = [{ node: root, before: '' }];
  while (work.length > 0 && length < max) {
    const { node, before, end } = work.pop();
    const part = end ?? before + (isContainer(node) ? open(node) : node.text);
    parts.push(part);
    length += part.length;
    if (node && isContainer(node)) {
      work.push({ end: close(node) });
      const children = node.children.slice(0, max);
      for (let place = children.length - 1; place >= 0; place -= 1) {
        const { key, value } = children[place];
        work.push({ node: value, before: `${place === 0 ? '' : ','}${node.kind === 'object' ? `${JSON.stringify(key)}:` : ''}` });
      }
    }
  }
  return parts.join('');
}

const isContainer = ({ kind }) => kind === 'object' || kind === 'array';
const open = ({ kind }) => (kind === 'object' ? '{' : '[');
const close = ({ kind }) => (kind === 'object' ? '}' : ']');

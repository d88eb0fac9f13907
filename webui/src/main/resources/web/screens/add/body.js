import { newId } from '../../parts/copy-as.js';
import { prettyJson, readJson } from '../../parts/json-text.js';

const MANY_EXAMPLE = `{"eventType": "orderPlaced", "data": {"order": 1}}
{"eventType": "orderPaid", "data": {"order": 1, "amount": 4.5}, "metadata": {"user": "ada"}}`;

/** What the form holds at first. */
export const blank = () => ({
  stream: '',
  type: '',
  id: newId(),
  data: '{\n  \n}',
  metadata: '',
  expected: '-2',
  exactly: '0',
  many: MANY_EXAMPLE,
});

/**
 * The body of an append, put together as text: numbers go out as they were typed, whatever their size.
 *
 * @returns {{text: string, count: number}}
 * @throws {Error} with a sentence that names what is wrong
 */
export function bodyOfOne({ id, type, data, metadata }) {
  return { text: `[${event(id, type, checked('Data', data), checked('Metadata', metadata))}]`, count: 1 };
}

/** The same for many: a JSON array of events, or one event a line. */
export function bodyOfMany(text) {
  const nodes = text.trimStart().startsWith('[') ? list(text) : lines(text);
  if (nodes.length === 0) {
    throw new Error('There is no event to add.');
  }
  return { text: `[${nodes.map(fromNode).join(',')}]`, count: nodes.length };
}

function event(id, type, data, metadata) {
  return `{"eventId":${JSON.stringify(id)},"eventType":${JSON.stringify(type)},"data":${data || '{}'}${metadata ? `,"metadata":${metadata}` : ''}}`;
}

function checked(name, text) {
  if (text.trim() === '') {
    return '';
  }
  try {
    readJson(text);
    return text;
  } catch (problem) {
    throw new Error(`${name} is not JSON: ${problem.message}.`);
  }
}

function list(text) {
  try {
    return readJson(text).children.map((child) => child.value);
  } catch (problem) {
    throw new Error(`That is not JSON: ${problem.message}.`);
  }
}

function lines(text) {
  return text.split('\n').flatMap((line, place) => {
    if (line.trim() === '') {
      return [];
    }
    try {
      return [readJson(line)];
    } catch (problem) {
      throw new Error(`Line ${place + 1} is not JSON: ${problem.message}.`);
    }
  });
}

function fromNode(node, place) {
  const field = (...names) => node.children.find(({ key }) => names.includes(key))?.value;
  const type = field('eventType', 'type');
  if (node.kind !== 'object' || type?.kind !== 'string') {
    throw new Error(`Event ${place + 1} has no eventType.`);
  }
  if (field('dataBase64') || field('metadataBase64')) {
    throw new Error(`Event ${place + 1} holds bytes that are not JSON; this form adds JSON only.`);
  }
  const id = field('eventId', 'id');
  const data = field('data');
  const metadata = field('metadata', 'metaData');
  return event(
    id?.kind === 'string' ? JSON.parse(id.text) : newId(),
    JSON.parse(type.text),
    data ? prettyJson(data) : '',
    metadata ? prettyJson(metadata) : '',
  );
}

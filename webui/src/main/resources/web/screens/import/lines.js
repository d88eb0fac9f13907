/** A file as lines with one event each, in pieces that a call can carry. */
import { compactJson } from '../../parts/compact-json.js';
import { readJson } from '../../parts/json-text.js';

const PIECE = 1_000_000;
const WHOLE_MAX = 64_000_000;
const LOOK = 64_000;

/**
 * Reads a file: lines as they are; a JSON array, or one event over several lines, as if each were on one.
 *
 * @param {File} file
 * @param {AbortSignal} signal ends it
 * @returns {AsyncGenerator<{text: string, before: number, done: number}>} pieces with how many lines were before them,
 *   and how much of the file is done, 0 to 1
 * @throws {Error} with a sentence that says why it cannot be read
 */
export async function* piecesOf(file, signal) {
  const begin = (await file.slice(0, LOOK).text()).trimStart();
  const isWhole = begin.startsWith('[') || (begin.startsWith('{') && !isJson(begin.split('\n', 1)[0]) && !(file.size > LOOK && !begin.includes('\n')));
  let before = 0;
  for await (const { text, done } of isWhole ? whole(file) : inLines(file)) {
    if (signal.aborted) {
      return;
    }
    yield { text, before, done };
    before += text.split('\n').length;
  }
}

function isJson(text) {
  try {
    readJson(text);
    return true;
  } catch {
    return false;
  }
}

async function* whole(file) {
  if (file.size > WHOLE_MAX) {
    throw new Error(`A JSON array of more than ${WHOLE_MAX / 1_000_000} MB is too large for this page: one event a line has no limit.`);
  }
  let root;
  try {
    root = readJson(await file.text());
  } catch (problem) {
    throw new Error(`This is neither JSON nor one event a line: ${problem.message}.`);
  }
  const events = root.kind === 'array' ? root.children.map(({ value }) => value) : [root];
  let piece = [];
  let size = 0;
  for (const [place, event] of events.entries()) {
    const line = compactJson(event);
    piece.push(line);
    size += line.length;
    if (size > PIECE || place === events.length - 1) {
      yield { text: piece.join('\n'), done: (place + 1) / events.length };
      piece = [];
      size = 0;
    }
  }
}

/** Pieces end at the end of a line. */
async function* inLines(file) {
  let rest = '';
  let read = 0;
  const reader = file.stream().pipeThrough(new TextDecoderStream('utf-8', { fatal: true })).getReader();
  for (;;) {
    const { value, done } = await reader.read().catch(() => {
      throw new Error('This file is not text in UTF-8.');
    });
    rest += value ?? '';
    if (rest.length > WHOLE_MAX) {
      throw new Error(`A line of more than ${WHOLE_MAX / 1_000_000} MB is too long for this page.`);
    }
    read += value?.length ?? 0;
    const end = done ? rest.length : rest.lastIndexOf('\n');
    if ((done && rest.trim() !== '') || (end > PIECE && !done)) {
      yield { text: rest.slice(0, end).replace(/\n$/, ''), done: Math.min(1, read / Math.max(1, file.size)) };
      rest = rest.slice(end + 1);
    }
    if (done) {
      return;
    }
  }
}

/** What a line is, for the table of the first ones. */
export function rowOf(line) {
  try {
    const node = readJson(line);
    const text = (...names) => {
      const found = node.children.find(({ key }) => names.includes(key))?.value;
      return found?.kind === 'string' ? JSON.parse(found.text) : '';
    };
    const isCloud = text('specversion') !== '';
    const data = node.children.find(({ key }) => ['data', 'dataBase64', 'data_base64'].includes(key))?.value;
    return {
      stream: text('stream', 'streamId') || (isCloud ? text('subject') || text('source') : ''),
      type: text('type', 'eventType'),
      data: data ? compactJson(data, 200).slice(0, 200) : '',
      isCloud,
    };
  } catch {
    return null;
  }
}

/** Finds out what bytes are: JSON, text, XML, MessagePack, Protocol Buffers, or one of these packed in Base64 or gzip. */
import { fromBase64 } from './base64.js';
import { readJson } from './json-text.js';
import { readMessagePack } from './msgpack.js';
import { readProtobuf } from './proto/guess.js';
import { readXml } from './xml-text.js';

const DEPTH_MAX = 3;
const BASE64 = /^[A-Za-z0-9+/\-_]{16,}={0,2}$/;

/**
 * Looks into the data or metadata of an event.
 *
 * @param {{text?: string, base64?: string}} payload as the node sent it
 * @returns {Promise<{kind: 'empty'|'json'|'xml'|'text'|'binary', via: string[], text?: string, node?: object, xml?: object, bytes?: Uint8Array,
 *   problem?: string}>} what it is, and by way of which packings
 */
export async function describe(payload) {
  if (payload.text === '') {
    return { kind: 'empty', via: [] };
  }
  return payload.text === undefined ? ofBytes(fromBase64(payload.base64), []) : ofText(payload.text, []);
}

/** The bytes of a payload, as they are in the log. */
export function bytesOf(payload) {
  return payload.text === undefined ? fromBase64(payload.base64) : new TextEncoder().encode(payload.text);
}

async function ofText(text, via) {
  const start = text.trimStart()[0];
  let problem;
  if (start === '{' || start === '[' || start === '"' || /^(?:-?\d|true|false|null)/.test(text.trimStart())) {
    try {
      return await ofNode(readJson(text), text, via);
    } catch (failure) {
      problem = failure.message;
    }
  }
  if (start === '<' && /^<[?!a-zA-Z]/.test(text.trimStart())) {
    const xml = readXml(text);
    if (xml) {
      return { kind: 'xml', via, text, xml };
    }
  }
  const packed = via.length < DEPTH_MAX && BASE64.test(text.trim()) ? await unpacked(text.trim(), via) : null;
  if (packed) {
    return packed;
  }
  const bytes = new TextEncoder().encode(text);
  return isPrintable(text) ? { kind: 'text', via, text, bytes, problem } : { ...ofBinary(bytes, via), text, problem };
}

/** A JSON document that is nothing but a packed text counts as what is packed. */
async function ofNode(node, text, via) {
  if (node.kind === 'string' && via.length < DEPTH_MAX && BASE64.test(JSON.parse(node.text))) {
    const packed = await unpacked(JSON.parse(node.text), via);
    if (packed) {
      return packed;
    }
  }
  return { kind: 'json', via, text, node };
}

/** What a Base64 text holds, if that makes any sense. */
async function unpacked(text, via) {
  try {
    const inner = await ofBytes(fromBase64(text.replace(/-/g, '+').replace(/_/g, '/')), [...via, 'Base64']);
    return inner.kind === 'binary' ? null : inner;
  } catch {
    return null;
  }
}

async function ofBytes(bytes, via) {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && via.length < DEPTH_MAX) {
    try {
      return await ofBytes(await gunzip(bytes), [...via, 'gzip']);
    } catch {
      return { kind: 'binary', via, bytes };
    }
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (isPrintable(text)) {
      return await ofText(text, via);
    }
  } catch {
    // No text: perhaps something else.
  }
  return ofBinary(bytes, via);
}

/** Bytes that are no text. Nothing in Protocol Buffers says that they are it, so they come last. */
function ofBinary(bytes, via) {
  const packed = readMessagePack(bytes);
  if (packed) {
    return { kind: 'json', via: [...via, 'MessagePack'], node: packed, bytes };
  }
  const message = readProtobuf(bytes);
  return message
    ? { kind: 'json', via: [...via, 'Protocol Buffers'], node: message, bytes, isGuess: true }
    : { kind: 'binary', via, bytes };
}

const UNPACKED_MAX = 64 * 1024 * 1024;

async function gunzip(bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts = [];
  let size = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parts.push(read.value);
    size += read.value.length;
    if (size > UNPACKED_MAX) {
      throw new RangeError('More than this page unpacks.');
    }
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

// Control characters other than tab, line feed and carriage return.
const isPrintable = (text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);

const LINE = 16;
const LINES_MAX = 4096;

/** Bytes as people read them: places, hexadecimal, and the characters beside it. */
export function hexDump(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length && lines.length < LINES_MAX; at += LINE) {
    const part = [...bytes.subarray(at, at + LINE)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = part.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '·')).join('');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(LINE * 3)} ${text}`);
  }
  if (bytes.length > LINES_MAX * LINE) {
    lines.push(`… ${bytes.length - LINES_MAX * LINE} more bytes`);
  }
  return lines.join('\n');
}

/** States of partitions as a table: a row for each, a column for each member that any of them has. */
import { compactJson } from './compact-json.js';
import { readBeginning, readJson } from './json-text.js';

/** The column of states that are no objects, or of which there is nothing more to tell. */
export const WHOLE = '';

/**
 * @param {{name: string, state: string|null, result?: string|null}[]} partitions as the node tells them
 * @param {'state'|'result'} what
 * @returns {{name: string, isCut: boolean, cells: Map<string, object>}[]}
 */
export function tableOf(partitions, what) {
  return partitions.map((each) => {
    const from = what === 'result' && each.result !== undefined ? 'result' : 'state';
    const isCut = each[`${from}IsCut`] === true;
    return { name: each.name, isCut, cells: cellsOf(each[from], isCut) };
  });
}

function cellsOf(text, isCut) {
  const node = text ? treeOf(text, isCut) : null;
  if (!node) {
    return new Map();
  }
  return node.kind === 'object'
    ? new Map(node.children.map(({ key, value }) => [key, value]))
    : new Map([[WHOLE, node]]);
}

function treeOf(text, isCut) {
  if (isCut) {
    return readBeginning(text);
  }
  try {
    return readJson(text);
  } catch {
    return null; // A state of a handler that is no script may be anything.
  }
}

/** All members, as they come first. */
export const membersOf = (rows) => [...new Set(rows.flatMap((row) => [...row.cells.keys()]))];

/** Whether a member is a number wherever it is there. */
export const isNumeric = (rows, member) =>
  rows.every((row) => ['number', undefined].includes(row.cells.get(member)?.kind));

/** What stands in a cell. */
export function textOf(node, max) {
  return node.kind === 'string' ? JSON.parse(node.text) : compactJson(node, max);
}

/** Sorted by a member, or by name if that is null; what has no such member comes last. */
export function sorted(rows, { by, isDown }) {
  const sign = isDown ? -1 : 1;
  return rows.toSorted((one, other) => {
    if (by === null) {
      return sign * inOrder(one.name, other.name);
    }
    const [left, right] = [one.cells.get(by), other.cells.get(by)];
    if (!left || !right) {
      return Number(!left) - Number(!right);
    }
    const isNumber = left.kind === 'number' && right.kind === 'number';
    return sign * (isNumber ? Number(left.text) - Number(right.text) : inOrder(textOf(left), textOf(right)));
  });
}

const inOrder = (one, other) => one.localeCompare(other, undefined, { numeric: true });

/** The table as a file, with all members. */
export function csvOf(rows) {
  const members = membersOf(rows);
  const lines = [
    ['partition', ...members.map((member) => (member === WHOLE ? 'value' : member))],
    ...rows.map(({ name, cells }) => [name, ...members.map((member) => (cells.has(member) ? textOf(cells.get(member)) : ''))]),
  ];
  return lines.map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

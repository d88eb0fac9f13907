import { html, nothing } from 'lit';
import { address } from '../router.js';
import { fieldColumn } from './fields.js';
import { preview } from './preview.js';
import { ago, bytes, dateTime } from '../times.js';

const gap = (cell) => (row) => (row.isGap ? html`<span class="faint">–</span>` : cell(row));

/** Where an event is by itself: of a link, the link. */
export const eventHref = (row) =>
  row.isGap ? null : address('streams', (row.link ?? row).stream, (row.link ?? row).revision);

/** The columns of a list of events, with the beginning of their data, and with some fields of it. */
export function eventColumns({ withStream, withData, fields = [] }) {
  const number = withStream
    ? {
        key: 'position',
        title: 'Position',
        width: '5.5rem',
        align: 'right',
        from: 520,
        cell: (row) => html`<span class="number">${row.isGap ? row.number : row.position}</span>`,
      }
    : {
        key: 'revision',
        title: 'Event',
        width: '4.5rem',
        align: 'right',
        cell: (row) =>
          row.isGap
            ? html`<span class="faint number">${row.number}</span>`
            : html`<a class="number" tabindex="-1" href=${eventHref(row)}>${(row.link ?? row).revision}</a>`,
      };
  const stream = {
    key: 'stream',
    title: 'Stream',
    width: 'minmax(9rem, 1.5fr)',
    cell: gap(
      (row) => html`
    <a class="cut" tabindex="-1" href=${address('streams', row.stream)} title=${row.stream}>${row.stream}</a><a class="faint number" tabindex="-1" href=${eventHref(row)}>@${row.revision}</a>`,
    ),
  };
  return [
    number,
    ...(withStream ? [stream] : []),
    {
      key: 'type',
      title: 'Type',
      width: 'minmax(8rem, 1fr)',
      cell: (row) =>
        row.isGap
          ? html`<span class="faint">hidden or removed</span>`
          : html`<span class="cut" title=${row.type}>${row.type}</span>${row.link ? html`<span class="badge" title="A link from ${row.link.stream}@${row.link.revision}">link</span>` : nothing}`,
    },
    ...fields.map(fieldColumn),
    ...(withData ? [{ key: 'data', title: 'Data', width: 'minmax(0, 2.4fr)', from: 620, cell: gap(preview) }] : []),
    {
      key: 'size',
      title: 'Size',
      width: '4.5rem',
      align: 'right',
      from: 980,
      cell: gap((row) => html`<span class="faint number">${bytes(row.dataSize + row.metadataSize)}</span>`),
    },
    {
      key: 'created',
      title: 'Created',
      width: '11.5rem',
      align: 'right',
      from: 820,
      cell: gap(
        (row) =>
          html`<time class="soft number" datetime=${row.created} title=${ago(row.created)}>${dateTime(row.created)}</time>`,
      ),
    },
  ];
}

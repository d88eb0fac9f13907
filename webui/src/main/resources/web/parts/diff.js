/** Which lines of two texts differ, by the shortest edit; of very long ones only the middle that differs is compared. */
const EDITS_MAX = 1500;

/** @returns {{sign: ' '|'+'|'−', text: string}[]} */
export function diffLines(before, after) {
  const a = before.split('\n');
  const b = after.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    start += 1;
  }
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) {
    end += 1;
  }
  const same = (text) => ({ sign: ' ', text });
  return [
    ...a.slice(0, start).map(same),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ];
}

/** Myers' greedy algorithm; what takes too many edits counts as replaced. */
function middle(a, b) {
  const reach = new Map([[1, 0]]);
  const trace = [];
  for (let edits = 0; edits <= Math.min(EDITS_MAX, a.length + b.length); edits += 1) {
    trace.push(new Map(reach));
    for (let k = -edits; k <= edits; k += 2) {
      const isDown = k === -edits || (k !== edits && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = isDown ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) {
        x += 1;
      }
      reach.set(k, x);
      if (x >= a.length && x - k >= b.length) {
        return backtrack(trace, a, b);
      }
    }
  }
  return [...a.map((text) => ({ sign: '−', text })), ...b.map((text) => ({ sign: '+', text }))];
}

function backtrack(trace, a, b) {
  const lines = [];
  let x = a.length;
  let y = b.length;
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reach = trace[edits];
    const k = x - y;
    const isDown = k === -edits || (k !== edits && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const before = isDown ? k + 1 : k - 1;
    const beforeX = reach.get(before) ?? 0;
    const beforeY = beforeX - before;
    while (x > beforeX && y > beforeY) {
      lines.push({ sign: ' ', text: a[x - 1] });
      x -= 1;
      y -= 1;
    }
    if (edits > 0) {
      lines.push(isDown ? { sign: '+', text: b[y - 1] } : { sign: '−', text: a[x - 1] });
      x = beforeX;
      y = beforeY;
    }
  }
  return lines.toReversed();
}

/**
 * What a curl command would append, as far as the form has fields for it.
 *
 * @returns {{stream: string, body: string, type: string, id: string, expected: string|null, isList: boolean}}
 * @throws {Error} with a sentence that says what is missing
 */
export function readCurl(text) {
  const words = split(text.trim().replace(/\\\r?\n/g, ' '));
  if (words.shift() !== 'curl') {
    throw new Error('That is not a curl command.');
  }
  const headers = {};
  let url = '';
  let body = '';
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === '-H' || word === '--header') {
      const [name, ...rest] = (words[++at] ?? '').split(':');
      headers[name.trim().toLowerCase()] = rest.join(':').trim();
    } else if (/^(?:-d|--data(?:-raw|-binary|-ascii)?)$/.test(word)) {
      body = words[++at] ?? '';
    } else if (/^https?:/.test(word) || /^[\w.-]+:\d+\//.test(word)) {
      url = word;
    }
  }
  const path = /\/streams\/([^/?#]+)/.exec(url);
  if (!path) {
    throw new Error('It has no address of a stream, such as http://127.0.0.1:2113/streams/orders-1.');
  }
  if (body.startsWith('@')) {
    throw new Error(`Its body is in the file ${body.slice(1)}, which this page cannot read.`);
  }
  return {
    stream: decodeURIComponent(path[1]),
    body,
    type: headers['es-eventtype'] ?? '',
    id: headers['es-eventid'] ?? '',
    expected: headers['es-expectedversion'] ?? null,
    isList: (headers['content-type'] ?? '').includes('vnd.eventstore.events'),
  };
}

/** Words as a shell reads them, with both kinds of quotes. */
function split(text) {
  const words = [];
  const pattern = /(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/gs;
  for (const [word] of text.matchAll(pattern)) {
    words.push(
      word.replace(/'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/gs, (all, single, double, escaped) =>
        single !== undefined ? single : double !== undefined ? double.replace(/\\(["\\$`])/g, '$1') : escaped,
      ),
    );
  }
  return words;
}

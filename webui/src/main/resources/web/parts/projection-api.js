/** What projections may call, as the editor offers it. */

const SELECTORS = [
  ['fromAll()', 'every event of the database'],
  ["fromStream('name')", 'the events of one stream'],
  ["fromStreams(['a', 'b'])", 'the events of some streams, in the order in which they were written'],
  ["fromCategory('category')", 'the events of all streams that begin with category-'],
  ["fromCategories(['a', 'b'])", 'the events of some categories'],
  ['options({ })', 'biState, reorderEvents, processingLag, resultStreamName, $includeLinks'],
];

const STEPS = [
  ['foreachStream()', 'a state for each stream'],
  ['partitionBy(event => )', 'a state for each key that the function answers'],
  ['when({ })', 'handlers by event type; each gets state and event'],
  ['transformBy(state => )', 'what the result is made of'],
  ['filterBy(state => )', 'which states have a result'],
  ['outputState()', 'writes results to a stream'],
  ["outputTo('stream')", 'writes results to this stream'],
  ['$defines_state_transform()', 'the result is not the state'],
];

const HANDLERS = [
  ['$init', 'makes the first state'],
  ['$initShared', 'makes the state that all partitions share'],
  ['$any', 'gets events of every type'],
  ['$created', 'gets the first event of a partition'],
  ['$deleted', 'told when the stream of a partition is deleted'],
];

const EMITTERS = [
  ["emit('stream', 'type', { })", 'writes an event'],
  ["linkTo('stream', event)", 'writes a link to the event'],
  ["linkStreamTo('stream', 'linked')", 'writes a link to a whole stream'],
  ["copyTo('stream', event)", 'writes the event once more'],
  ['log()', 'shows values in the debugger, and in the log of the node'],
];

const EVENT = [
  ['data', 'the data, read as JSON'],
  ['body', 'the same as data'],
  ['bodyRaw', 'the data as text'],
  ['eventType', 'the type'],
  ['streamId', 'the stream'],
  ['sequenceNumber', 'its number in the stream'],
  ['metadata', 'the metadata, read as JSON'],
  ['metadataRaw', 'the metadata as text'],
  ['linkMetadata', 'the metadata of the link that led here'],
  ['isJson', 'whether the data is JSON'],
  ['partition', 'the partition'],
];

function option(type) {
  return ([label, info]) => {
    const name = label.replace(/\(.*/, '');
    const detail = label.slice(name.length);
    return { label: name, detail, info, type, apply: label };
  };
}

const GLOBALS = [...SELECTORS, ...EMITTERS].map(option('function'));
const MEMBERS = STEPS.map(option('method'));
const KEYS = HANDLERS.map(option('keyword'));
const FIELDS = EVENT.map(option('property'));

/** What fits at the cursor: members behind a dot, everything else by its first letters. */
export function completeProjection(context) {
  const member = context.matchBefore(/([\w$]+|\))\s*\.\s*[\w$]*/);
  if (member) {
    const owner = /^[\w$]+/.exec(member.text)?.[0];
    const from = member.from + member.text.search(/[\w$]*$/);
    return { from, options: owner === 'event' || owner === 'e' ? FIELDS : owner ? [] : MEMBERS };
  }
  const word = context.matchBefore(/[\w$]+/);
  return word || context.explicit
    ? { from: word?.from ?? context.pos, options: [...GLOBALS, ...KEYS], validFor: /^[\w$]*$/ }
    : null;
}

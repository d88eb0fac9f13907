// What a definition sees beside the language itself: selectors, steps and emitters. Nothing but texts
// passes between it and the node, and what is emitted goes into a sink.
(function (mayEmit, emittedMax, emittedCharsMax, sink) {
  'use strict';
  const NOT_ALLOWED = "'emit' is not allowed by the projection/configuration/mode";
  const OPTIONS = {
    resultStreamName: 'string', partitionResultStreamNamePattern: 'string', $includeLinks: 'boolean',
    reorderEvents: 'boolean', processingLag: 'number', biState: 'boolean',
    definesStateTransform: 'boolean', definesCatalogTransform: 'boolean',
    handlesDeletedNotifications: 'boolean', producesResults: 'boolean', definesFold: 'boolean',
    disableParallelism: 'boolean'
  };
  const source = {
    allStreams: false, categories: [], streams: [], allEvents: false, events: [],
    byStream: false, byCustomPartitions: false, catalog: null,
    options: {
      resultStreamName: null, partitionResultStreamNamePattern: null, includeLinks: false,
      isBiState: false, definesStateTransform: false, producesResults: false, definesFold: false,
      handlesDeletedNotifications: false, reorderEvents: false, processingLag: 0
    }
  };
  const typed = new Map();
  // What is known of each partition, and which of them were touched since they were settled.
  const partitions = new Map();
  let touched = [];
  const transforms = [];
  let any = [];
  let init = null;
  let initShared = null;
  let created = null;
  let deleted = null;
  let keyOf = null;
  let pick = null;
  let folds = false;
  let isBi = false;
  let shared;
  let emitting = null;
  let emitted = 0;
  let emittedChars = 0;
  let lines = [];
  let current = null;
  let begun = null;

  function texts(args) {
    return args.length === 1 && Array.isArray(args[0]) ? args[0] : Array.from(args);
  }

  const output = {
    transformBy(by) { transforms.push(by); return transforming(); },
    filterBy(by) { transforms.push(state => (by(state) ? state : null)); return transforming(); },
    outputState() { source.options.producesResults = true; return output; },
    outputTo(stream, pattern) {
      source.options.producesResults = true;
      source.options.resultStreamName = stream;
      if (pattern !== undefined) source.options.partitionResultStreamNamePattern = pattern;
      return output;
    },
    $defines_state_transform() { source.options.definesStateTransform = true; return output; }
  };

  function transforming() {
    source.options.definesStateTransform = true;
    source.options.producesResults = true;
    return output;
  }

  function when(handlers) {
    source.options.definesFold = true;
    folds = true;
    let isAnyLast = false;
    for (const key of Object.keys(handlers)) {
      const handler = handlers[key];
      isAnyLast = false;
      switch (key) {
        case '$init': case '0': init = handler; break;
        case '$initShared': initShared = handler; break;
        case '$created': created = handler; break;
        case '$deleted':
          deleted = handler;
          source.options.handlesDeletedNotifications = true;
          break;
        case '$any': any.push(handler); isAnyLast = true; break;
        default: typed.set(key, handler); source.events.push(key);
      }
    }
    if (isAnyLast && source.events.length > 0) {
      throw new Error('Both AllEvents and specific event filters cannot be set');
    }
    // Servers since 21.6 run what only begins a state; it takes everything, and changes nothing.
    const isBeginning = init !== null && deleted === null;
    source.allEvents = (any.length > 0 || isBeginning) && source.events.length === 0;
    return output;
  }

  const steps = {
    when,
    outputState: output.outputState,
    partitionBy(by) { source.byCustomPartitions = true; keyOf = by; return steps; },
    foreachStream() { source.byStream = true; return steps; }
  };

  Object.assign(globalThis, {
    fromAll() { source.allStreams = true; return steps; },
    fromStream(name) { source.streams.push(name); return steps; },
    fromStreams() { source.streams.push(...texts(arguments)); return steps; },
    fromCategory() { source.categories.push(...texts(arguments)); return steps; },
    fromCategories() {
      source.streams.push(...texts(arguments).map(name => '$ce-' + name));
      return steps;
    },
    fromStreamCatalog(list, transformer) {
      source.catalog = list === undefined || list === null || list === '' ? null : String(list);
      pick = transformer || referred;
      return { foreachStream: steps.foreachStream };
    },
    fromStreamsMatching(filter) {
      source.catalog = '';
      source.byStream = true;
      pick = filter;
      return { when };
    },
    on_event(type, handler) { return when({ [type]: handler }); },
    on_any(handler) { return when({ $any: handler }); },
    options(given) {
      for (const key of Object.keys(given)) {
        if (!(key in OPTIONS)) throw new Error('Unrecognized option: ' + key);
        if (typeof given[key] !== OPTIONS[key]) throw new Error('Invalid value of option ' + key);
        const names = { $includeLinks: 'includeLinks', biState: 'isBiState' };
        source.options[names[key] || key] = given[key];
      }
      isBi = source.options.isBiState;
      folds = source.options.definesFold;
    },
    emit(stream, type, body, metadata) {
      push(stream, type, true, JSON.stringify(body), metadata);
    },
    linkTo(stream, event, metadata) {
      push(stream, '$>', false, event.sequenceNumber + '@' + event.streamId, metadata);
    },
    linkStreamTo(stream, linked, metadata) {
      push(stream, '$@', false, String(linked), metadata);
    },
    copyTo(stream, event, metadata) {
      const copied = {};
      for (const from of [event.metadata || {}, metadata || {}]) {
        for (const key of Object.keys(from)) {
          if (key[0] !== '$' || key === '$correlationId') copied[key] = from[key];
        }
      }
      push(stream, event.eventType, event.isJson, event.bodyRaw, copied);
    },
    log() {
      if (lines.length < 100) lines.push(Array.from(arguments).map(String).join(' ').slice(0, 1000));
    }
  });

  function push(stream, type, isJson, data, metadata) {
    if (!mayEmit) throw new Error(NOT_ALLOWED);
    if (current === null) throw new Error('Only handlers can emit.');
    if (!stream || typeof stream !== 'string' || data === undefined) return;
    if (current !== emitting) {
      emitting = current;
      emitted = 0;
      emittedChars = 0;
    }
    let members = null;
    emittedChars += data.length;
    if (metadata) {
      members = [];
      for (const key of Object.keys(metadata)) {
        const value = JSON.stringify(metadata[key]);
        if (value !== undefined) {
          members.push(key, value);
          emittedChars += key.length + value.length;
        }
      }
    }
    if (++emitted > emittedMax || emittedChars > emittedCharsMax) {
      throw new Error('One event may emit ' + emittedMax + ' events with ' + emittedCharsMax
        + ' characters at most.');
    }
    sink(stream, String(type), isJson, data, members);
  }

  function parsed(text, otherwise) {
    return text === '' ? otherwise : JSON.parse(text);
  }

  // Members are parsed when a handler asks for them, most never are.
  class Event {
    #body; #more;
    constructor(isJson, body, type, stream, revision, metadata, link, partition) {
      this.isJson = isJson;
      this.bodyRaw = body;
      this.eventType = type;
      this.streamId = stream;
      this.sequenceNumber = revision;
      this.metadataRaw = metadata;
      this.linkMetadataRaw = link;
      this.partition = partition;
    }
    get body() {
      if (this.#body === undefined && this.isJson) {
        try {
          this.#body = parsed(this.bodyRaw, {});
        } catch (broken) {
          this.jsonError = String(broken);
        }
      }
      return this.#body;
    }
    get data() { return this.body; }
    get metadata() {
      const more = this.#more ??= {};
      if (more.metadata === undefined) more.metadata = parsed(this.metadataRaw, null);
      return more.metadata;
    }
    get linkMetadata() {
      const more = this.#more ??= {};
      if (more.link === undefined) more.link = parsed(this.linkMetadataRaw, {});
      return more.link;
    }
    get streamMetadata() { return {}; }
  }

  // An event of a catalog, or the first one of a stream that a filter is asked about.
  class Candidate extends Event {
    #ofStream;
    constructor(isJson, body, type, stream, revision, metadata, link, ofStream) {
      super(isJson, body, type, stream, revision, metadata, link, stream);
      this.streamMetadataRaw = ofStream;
    }
    get streamMetadata() {
      if (this.#ofStream === undefined) this.#ofStream = parsed(this.streamMetadataRaw, {});
      return this.#ofStream;
    }
  }

  // The stream that an event of a catalog stands for, unless the definition says so itself.
  function referred(event) {
    if (event.eventType === '$>') return event.bodyRaw.slice(event.bodyRaw.indexOf('@') + 1);
    if (event.eventType === '$@') return event.bodyRaw;
    throw new Error('Unknown event type: ' + event.eventType);
  }

  function initial(make) { return make ? make() : {}; }

  function text(value) {
    const json = JSON.stringify(value);
    return json === undefined ? '' : json;
  }

  function call(handler, state, event) {
    const given = isBi ? [state, shared] : state;
    const answer = handler(given, event);
    const now = answer === undefined ? given : answer;
    if (!isBi) return now;
    shared = now[1];
    return now[0];
  }

  function touch(partition, state) {
    partition.state = state;
    if (partition.isTouched) return;
    partition.isTouched = true;
    touched.push(partition);
  }

  // Handles the event that was taken.
  function run(partition) {
    const event = current;
    let state = partition.state;
    if (!folds) state = event.isJson ? event.body : { $e: event.bodyRaw };
    for (let i = 0; i < any.length; i++) state = call(any[i], state, event);
    if (typed.size > 0) {
      const handler = typed.get(event.eventType);
      if (handler) state = call(handler, state, event);
    }
    touch(partition, state);
    return '';
  }

  function runDeleted(partition) {
    const { key, state } = partition;
    const about = { partition: key, isSoftDeleted: current.isSoft };
    const answer = deleted(state, about, key, current.isSoft);
    touch(partition, answer === undefined ? state : answer);
    return '';
  }

  // The result of a partition. A transformation may change the state that it is given, but not for
  // good: the partition keeps what the handlers left, which is told as text.
  function transformed(partition, kept) {
    let result = partition.state;
    if (transforms.length === 0) return kept === 'null' ? '' : kept;
    for (const transform of transforms) {
      if (result === undefined || result === null) break;
      result = transform(result);
    }
    const answer = result === undefined || result === null ? '' : text(result);
    if (text(partition.state) !== kept) partition.state = JSON.parse(kept);
    return answer;
  }

  return {
    source() { return JSON.stringify(source); },

    // Which stream an event of the catalog names, nothing if it names none.
    named(...event) {
      const name = pick(new Candidate(...event));
      return name === undefined || name === null ? '' : String(name);
    },

    // Whether the stream is read that has begun with this event.
    wants(...event) {
      const first = new Candidate(...event);
      return Boolean(pick(first.streamId, first));
    },

    // Takes an event and handles it if the state of its partition is known. Answers null if it has
    // no partition, a question mark and the partition if its state has to be loaded, else nothing.
    take(isJson, body, type, stream, revision, metadata, link, partition) {
      const event = new Event(isJson, body, type, stream, revision, metadata, link, partition);
      if (keyOf !== null && !source.byStream) {
        const key = keyOf(event);
        if (key === undefined || key === null || key === '') {
          current = null;
          return null;
        }
        event.partition = String(key);
      }
      current = event;
      const known = partitions.get(event.partition);
      return known === undefined ? '?' + event.partition : run(known);
    },

    // Takes the deletion of a stream, in the same way.
    takeDeleted(stream, isSoft) {
      current = { partition: stream, isSoft };
      const known = partitions.get(stream);
      return known === undefined ? '?' + stream : runDeleted(known);
    },

    // Gives the partition its state and handles what was taken.
    load(json) {
      const key = current.partition;
      const state = json === null ? initial(init) : JSON.parse(json);
      const partition = { key, state, isTouched: false };
      partitions.set(key, partition);
      if (json === null && key !== '') {
        begun = current;
        if (created && current instanceof Event) {
          partition.state = call(created, state, current);
        }
      }
      return current instanceof Event ? run(partition) : runDeleted(partition);
    },

    loadShared(json) { shared = json === null ? initial(initShared) : JSON.parse(json); },

    // The partition of what was taken last, null if it had none; with a mark if it has begun.
    partition() {
      return current === null ? null : (begun === current ? '+' : '-') + current.partition;
    },

    result() {
      const partition = partitions.get(current.partition);
      return transformed(partition, text(partition.state));
    },

    // How the partitions stand that were touched: three lines for each.
    settle() {
      const isSame = transforms.length === 0;
      let lines = '';
      for (const partition of touched) {
        const state = text(partition.state);
        lines += JSON.stringify(partition.key) + '\n' + state + '\n'
          + (isSame ? '' : transformed(partition, state)) + '\n';
        partition.isTouched = false;
      }
      touched = [];
      return lines;
    },

    isTransforming() { return transforms.length > 0; },

    shared() { return text(shared); },

    forget() { partitions.clear(); },

    log() { const all = lines; lines = []; return all.join('\n'); }
  };
})

// What a definition sees beside the language itself: selectors, steps and emitters. Nothing but texts
// passes between it and the node.
(function (mayEmit) {
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
    byStream: false, byCustomPartitions: false,
    options: {
      resultStreamName: null, partitionResultStreamNamePattern: null, includeLinks: false,
      isBiState: false, definesStateTransform: false, producesResults: false, definesFold: false
    }
  };
  const typed = new Map();
  const states = new Map();
  const transforms = [];
  let any = [];
  let init = null;
  let initShared = null;
  let created = null;
  let keyOf = null;
  let shared;
  let emitted = [];
  let lines = [];
  let current = null;

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
    let isAnyLast = false;
    for (const key of Object.keys(handlers)) {
      const handler = handlers[key];
      isAnyLast = false;
      switch (key) {
        case '$init': case '0': init = handler; break;
        case '$initShared': initShared = handler; break;
        case '$created': created = handler; break;
        case '$deleted': break;
        case '$any': any.push(handler); isAnyLast = true; break;
        default: typed.set(key, handler); source.events.push(key);
      }
    }
    if (isAnyLast && source.events.length > 0) {
      throw new Error('Both AllEvents and specific event filters cannot be set');
    }
    source.allEvents = any.length > 0 && source.events.length === 0;
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
    on_event(type, handler) { return when({ [type]: handler }); },
    on_any(handler) { return when({ $any: handler }); },
    options(given) {
      for (const key of Object.keys(given)) {
        if (!(key in OPTIONS)) throw new Error('Unrecognized option: ' + key);
        if (typeof given[key] !== OPTIONS[key]) throw new Error('Invalid value of option ' + key);
        const names = { $includeLinks: 'includeLinks', biState: 'isBiState' };
        source.options[names[key] || key] = given[key];
      }
    },
    emit(stream, type, body, metadata) {
      push({ stream, type, isJson: true, data: JSON.stringify(body) }, metadata);
    },
    linkTo(stream, event, metadata) {
      push({ stream, type: '$>', isJson: false,
        data: event.sequenceNumber + '@' + event.streamId }, metadata);
    },
    linkStreamTo(stream, linked, metadata) {
      push({ stream, type: '$@', isJson: false, data: String(linked) }, metadata);
    },
    copyTo(stream, event, metadata) {
      const copied = {};
      for (const from of [event.metadata || {}, metadata || {}]) {
        for (const key of Object.keys(from)) {
          if (key[0] !== '$' || key === '$correlationId') copied[key] = from[key];
        }
      }
      push({ stream, type: event.eventType, isJson: event.isJson, data: event.bodyRaw }, copied);
    },
    log() {
      if (lines.length < 100) lines.push(Array.from(arguments).map(String).join(' ').slice(0, 1000));
    }
  });

  function push(event, metadata) {
    if (!mayEmit) throw new Error(NOT_ALLOWED);
    if (current === null) throw new Error('Only handlers can emit.');
    if (!event.stream || typeof event.stream !== 'string' || event.data === undefined) return;
    const members = [];
    for (const key of Object.keys(metadata || {})) {
      const value = JSON.stringify(metadata[key]);
      if (value !== undefined) members.push([key, value]);
    }
    emitted.push({ ...event, type: String(event.type), metadata: members });
  }

  function parsed(text, otherwise) {
    return text === '' ? otherwise : JSON.parse(text);
  }

  // Members are parsed when a handler asks for them, most never are.
  class Event {
    #body; #metadata; #link; #texts;
    constructor(texts) {
      this.#texts = texts;
      this.isJson = texts.isJson;
      this.bodyRaw = texts.body;
      this.eventType = texts.type;
      this.streamId = texts.stream;
      this.sequenceNumber = texts.revision;
      this.metadataRaw = texts.metadata;
      this.linkMetadataRaw = texts.link;
      this.partition = '';
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
      if (this.#metadata === undefined) this.#metadata = parsed(this.metadataRaw, null);
      return this.#metadata;
    }
    get linkMetadata() {
      if (this.#link === undefined) this.#link = parsed(this.linkMetadataRaw, {});
      return this.#link;
    }
    get streamMetadata() { return {}; }
  }

  function initial(make) { return make ? make() : {}; }

  function text(value) {
    const json = JSON.stringify(value);
    return json === undefined ? '' : json;
  }

  function call(handler, state, event) {
    const isBi = source.options.isBiState;
    const given = isBi ? [state, shared] : state;
    const answer = handler(given, event);
    const now = answer === undefined ? given : answer;
    if (!isBi) return now;
    shared = now[1];
    return now[0];
  }

  return {
    source() { return JSON.stringify(source); },

    // Takes an event; answers its partition with a mark whether its state is known, or null.
    begin(isJson, body, type, stream, revision, metadata, link) {
      current = new Event({ isJson, body, type, stream, revision, metadata, link });
      let key = '';
      if (source.byStream) key = stream;
      if (source.byCustomPartitions) {
        key = keyOf(current);
        if (key === undefined || key === null || key === '') return null;
        key = String(key);
      }
      current.partition = key;
      return (states.has(key) ? '+' : '-') + key;
    },

    load(partition, json) {
      states.set(partition, json === null ? initial(init) : JSON.parse(json));
      if (json === null && created && partition !== '') {
        states.set(partition, call(created, states.get(partition), current));
      }
    },

    loadShared(json) { shared = json === null ? initial(initShared) : JSON.parse(json); },

    // Handles the event that was taken; answers what is emitted as JSON, empty for nothing.
    handle() {
      let state = states.get(current.partition);
      if (!source.options.definesFold) {
        state = current.isJson ? current.body : { $e: current.bodyRaw };
      }
      for (const handler of any) state = call(handler, state, current);
      const handler = typed.get(current.eventType);
      if (handler) state = call(handler, state, current);
      states.set(current.partition, state);
      if (emitted.length === 0) return '';
      const all = JSON.stringify(emitted);
      emitted = [];
      return all;
    },

    state(partition) { return text(states.get(partition)); },

    shared() { return text(shared); },

    result(partition) {
      let result = states.get(partition);
      for (const transform of transforms) {
        if (result === undefined || result === null) return '';
        result = transform(result);
      }
      return result === undefined || result === null ? '' : text(result);
    },

    forget() { states.clear(); },

    log() { const all = lines; lines = []; return all.join('\n'); }
  };
})

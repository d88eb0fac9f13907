// Hands an event to a decoder and its answer back, as texts: bytes come in Latin-1, a character each.
(function (charsMax) {
  'use strict';
  Object.assign(globalThis, {
    /** Bytes as text. */
    utf8(bytes) { return decodeURIComponent(Array.from(bytes, b => '%' + b.toString(16).padStart(2, '0')).join('')); },
    /** The bytes that a text in Base64 stands for. */
    fromBase64(text) {
      const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
      const bytes = [];
      let bits = 0;
      let value = 0;
      for (const c of text.replace(/-/g, '+').replace(/_/g, '/').replace(/[=\s]+/g, '')) {
        const digit = digits.indexOf(c);
        if (digit < 0) throw new Error('This is no Base64: ' + c);
        value = (value << 6) | digit;
        bits += 6;
        if (bits >= 8) {
          bits -= 8;
          bytes.push((value >> bits) & 255);
        }
      }
      return Uint8Array.from(bytes);
    }
  });

  function plain(key, value) {
    if (typeof value === 'bigint') return JSON.rawJSON ? JSON.rawJSON(String(value)) : String(value);
    return ArrayBuffer.isView(value) ? Array.from(value) : value;
  }

  return function (decode, latin1, text, type, stream, revision, isJson, metadata, id, created) {
    const bytes = Uint8Array.from(latin1, c => c.charCodeAt(0));
    const event = {
      eventType: type, streamId: stream, sequenceNumber: Number(revision), isJson, bytes,
      metadataRaw: metadata, eventId: id, created
    };
    const value = decode(text === null ? bytes : text, event);
    const answer = typeof value === 'string' ? 'T' + value : 'J' + (JSON.stringify(value, plain) ?? 'null');
    if (answer.length > charsMax) throw new RangeError('The answer has more than ' + charsMax + ' characters.');
    return answer;
  };
})

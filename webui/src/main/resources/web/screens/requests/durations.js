/** What takes no time of its own, such as handing events to a consumer, has none to tell. */
export const millis = (micros) => (micros === 0 ? '–' : micros < 1000 ? `${micros} µs` : `${(micros / 1000).toFixed(micros < 10_000 ? 2 : 0)} ms`);

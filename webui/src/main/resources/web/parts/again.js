/**
 * Does something now, and again and again while somebody looks. A failure is told and does not end it.
 *
 * @param {{millis: number | (() => number), signal: AbortSignal, act: () => Promise<void>, failed: (failure: Error|null) => void}} wish
 */
export async function again({ millis, signal, act, failed }) {
  while (!signal.aborted) {
    if (!document.hidden) {
      try {
        await act();
        failed(null);
      } catch (failure) {
        if (!signal.aborted) {
          failed(failure);
        }
      }
    }
    await new Promise((resolve) => {
      setTimeout(resolve, typeof millis === 'function' ? millis() : millis);
    });
  }
}

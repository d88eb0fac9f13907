/** Files that are dropped on a page, on their way to the page that imports them. */
import { address, go } from '../router.js';

let file = null;

/** The file that was dropped, once; null if there is none. */
export function takeDropped() {
  const taken = file;
  file = null;
  return taken;
}

/** Lets a page take files: what is dropped on it is for a stream, or for those that the file names. */
export function importsDropped(element, stream) {
  element.addEventListener('dragover', (drag) => {
    if (drag.dataTransfer.types.includes('Files')) {
      drag.preventDefault();
    }
  });
  element.addEventListener('drop', (drop) => {
    if (drop.dataTransfer.files.length > 0) {
      drop.preventDefault();
      [file] = drop.dataTransfer.files;
      go(address('import', { stream: stream() }));
    }
  });
}

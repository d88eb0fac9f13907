import { openStream } from '../api.js';
import { tell, tellFailure } from './toasts.js';

/** Saves an answer of the node as a file; a link alone could not send the login. */
export async function download(path, name) {
  tell(`${name} is being put together …`);
  try {
    const answer = await openStream(path);
    save(await answer.blob(), name);
  } catch (failure) {
    tellFailure(failure.message);
  }
}

/** Saves a file. */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

import { createHash } from 'node:crypto';
import { defaultFace, Face } from '../../domain/model/face';
import { Mark, markOf } from '../../domain/model/face-page';
import { HttpDeps } from './deps';

/** A hash in an address: what is there never changes. */
export const hashOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16);

/** The mark of a branch's face, or of the bank's, with the address of its picture. */
export const markFor = (scope: string, face: Face): Mark | undefined =>
  markOf(face, `/api/face/${scope}.${hashOf(face.logo)}.png`);

/** A page that says that something does not answer does not wait for it, ms. */
const PATIENCE_MS = 500;

/**
 * The bank's mark for the pages that the server writes itself; the one known before while the
 * database does not answer. Whoever asks at the same time asks once.
 */
export function bankMark({ operations, log }: Pick<HttpDeps, 'operations' | 'log'>) {
  let known = defaultFace;
  let asking: Promise<void> | undefined;
  const ask = async () => {
    try {
      known = (await operations.getSettings('bank')).settings.face;
    } catch (error) {
      log.debug({ error: (error as Error).message }, 'the face of the bank could not be read');
    }
    asking = undefined;
  };
  return async (): Promise<Mark | undefined> => {
    let late: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      late = setTimeout(resolve, PATIENCE_MS);
    });
    await Promise.race([(asking ??= ask()), patience]);
    clearTimeout(late);
    return markFor('bank', known);
  };
}

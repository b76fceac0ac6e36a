import { createHash } from 'node:crypto';
import { defaultFace, Face } from '../../domain/model/face';
import { Mark, markOf } from '../../domain/model/face-page';
import { HttpDeps } from './deps';

/** A hash in an address: its content never changes. */
export const hashOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16);

/** The mark of a branch's face, or of the bank's, with the address of its picture. */
export const markFor = (scope: string, face: Face): Mark | undefined =>
  markOf(face, `/api/face/${scope}.${hashOf(face.logo)}.png`);

/** A page that reports an outage waits for the database no longer than this, ms. */
const PATIENCE_MS = 500;

/**
 * The bank's mark for the pages that the server renders itself; the last known one while the
 * database does not answer. Requests at the same time share one read.
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

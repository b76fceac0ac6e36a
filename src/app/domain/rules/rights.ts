import { Refused } from '../model/errors';
import { Decision } from './decision';

/** The rights of persons (LEY-21719, TK-75): refusals before anything is written. */

/** One request of a kind at a time: the first is already on somebody's list. */
export function mayAsk({ slice }: Decision): void {
  if (!slice.existing?.askedAlready) return;
  throw new Refused(
    'conflict',
    'already_asked',
    'This has already been asked, and the bank has not answered yet. Wait for its answer.',
  );
}

export function mayAnswer({ slice }: Decision, request: string): void {
  const state = slice.existing?.request;
  if (state === undefined) {
    throw new Refused('missing', 'unknown_request', `There is no request ${request}.`, [
      { field: 'request', got: request, wants: 'the id of a request, as the list has it' },
    ]);
  }
  if (state !== 'open') {
    throw new Refused(
      'conflict',
      'already_answered',
      `This request was answered before: ${state}. Read the list again.`,
      [],
      { state },
    );
  }
}

/** Only once, and only before the time is over. */
export function mayExtend(decision: Decision, request: string): void {
  mayAnswer(decision, request);
  const { requestDue, requestExtended } = decision.slice.existing ?? {};
  if (requestExtended) {
    throw new Refused(
      'conflict',
      'already_extended',
      'The bank has already taken more time for this request; the law allows it once. Answer it.',
    );
  }
  if (requestDue !== undefined && decision.now > requestDue) {
    throw new Refused(
      'conflict',
      'overdue',
      'The 30 days are over: more time can only be taken before they end. Answer it now.',
    );
  }
}

/** @param rows how many records were found: several may belong to several people */
export function mayRectify({ slice }: Decision, rows: number): void {
  if (rows > 1) {
    throw new Refused(
      'conflict',
      'several_persons',
      `${rows} records are kept under this, and they may be of several people. Correct each by ` +
        'the request that its own ticket makes.',
      [],
      { records: rows },
    );
  }
  if (slice.existing?.recordChanged) {
    throw new Refused(
      'conflict',
      'changed_meanwhile',
      'This person’s data has changed meanwhile. Look at it again, then correct it.',
    );
  }
  if (slice.existing?.idTaken) {
    throw new Refused(
      'conflict',
      'person_exists',
      'Another person already has that national ID. Find out who is who before you correct it.',
      [{ field: 'nationalId', got: 'the ID of another record', wants: 'one nobody is kept under' }],
    );
  }
}

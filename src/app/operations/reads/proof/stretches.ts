import { canonical } from '../../../domain/model/canonical';
import { sameJson } from '../../../domain/model/same-json';
import { Stretch } from '../../../domain/model/stretch';
import { RowsDeps } from './rows';

/** A ticket or an advisor begins one stretch at an event, at most. */
const keyOf = ({ subject, beganSeq }: Stretch) => `${subject} since event ${beganSeq}`;
const textOf = (stretch: Stretch | undefined): string =>
  stretch === undefined ? 'nothing' : canonical(JSON.parse(JSON.stringify(stretch)) as object);

/**
 * Stretches, which every figure is a sum of, against those that the events fold to. While the sweep
 * still fills them in, that cannot be told.
 * @param seq the head's: up to there a branch should have them
 */
export async function stretchDifferences(
  { seen, replay, branch, faults, fromTheFirst }: RowsDeps,
  seq: number,
): Promise<void> {
  if (!fromTheFirst) return;
  const upTo = await seen.stretchedTo(branch);
  if (upTo > seq) {
    return faults.add(`branch ${branch}: stretches are said to reach event ${upTo} of ${seq}`);
  }
  if (upTo < seq) {
    return faults.unproven(
      `branch ${branch}: stretches are filled in up to event ${upTo} of ${seq}, and are not ` +
        'compared until the sweep has done the rest',
    );
  }
  const left = new Map(replay.stretches.begun.map((stretch) => [keyOf(stretch), stretch]));
  for await (const row of seen.stretches(branch)) {
    const key = keyOf(row);
    const folded = left.get(key);
    const [events, kept] = sameJson(folded, row) ? ['', ''] : [textOf(folded), textOf(row)];
    if (events !== kept) {
      faults.add(`branch ${branch}: stretch of ${key}: events say ${events}, the row says ${kept}`);
    }
    left.delete(key);
  }
  for (const [key, stretch] of left) {
    faults.add(`branch ${branch}: stretch of ${key}: events say ${textOf(stretch)}, no row does`);
  }
}

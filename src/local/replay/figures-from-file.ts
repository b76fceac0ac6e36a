import { emptyTally, Figures, figuresOf } from './figures';

export interface FileFigures {
  readonly figures: Figures;
  /** Number of PHANTOM rows. */
  readonly ignored: number;
  /** Line numbers. */
  readonly contradictory: readonly number[];
  readonly skipped: readonly number[];
}

/**
 * The bank's figures straight from the text of its file, by code that shares nothing with what
 * feeds the app: columns by position, and times compared as text where only their order matters. A
 * mistake in either of the two then shows as a difference.
 */
export function figuresFromFile(text: string): FileFigures {
  const tallies = { in: emptyTally(), rest: emptyTally() };
  const contradictory: number[] = [];
  const skipped: number[] = [];
  let ignored = 0;
  text
    .replace(/\n$/, '')
    .split('\n')
    .forEach((content, index) => {
      if (index === 0) return;
      const tabs = content.split('\t').map((cell) => cell.trim());
      const cells =
        tabs.length === 17 && !tabs.includes('') ? tabs : content.trim().split(/[\t ]+/);
      if (cells.length !== 17) {
        skipped.push(index + 1);
        return;
      }
      const [, , , , type, , , , , qStart, qExit, , outcome, serStart, serExit] = cells;
      if (outcome === 'PHANTOM') {
        ignored += 1;
        return;
      }
      const waited = !(isNothing(qStart) && isNothing(qExit));
      const tally = type === 'IN' ? tallies.in : tallies.rest;
      if (outcome === 'HANG') {
        tally.issued += 1;
        tally.abandoned += 1;
      } else if (
        outcome !== 'AGENT' ||
        (isNothing(serStart) && isNothing(serExit)) ||
        (waited && wide(serStart) < wide(qStart))
      ) {
        contradictory.push(index + 1);
      } else {
        tally.issued += 1;
        tally.served += 1;
        tally.waits.push(waited ? between(qStart, serStart) : 0);
        tally.services.push(between(serStart, serExit));
      }
    });
  return { figures: figuresOf(tallies), ignored, contradictory, skipped };
}

const wide = (time: string) => time.padStart(8, '0');
const isNothing = (time: string) => wide(time) === '00:00:00';

/** Seconds from one clock time until the clock next shows the other. */
function between(from: string, to: string): number {
  const [start, end] = [from, to].map((time) =>
    wide(time)
      .split(':')
      .reduce((total, part) => total * 60 + Number(part), 0),
  );
  return (end - start + 86_400) % 86_400;
}

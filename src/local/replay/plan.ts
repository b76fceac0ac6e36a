import { Month, Row } from './parse';
import { SeatKeeper } from './seats';
import { QueueId, queueOfType, Visit } from './visit';

type Act = 'finish' | 'cancel' | 'issue' | 'call';

/** A step to take at a certain second. */
export interface Step {
  readonly at: number;
  readonly act: Act;
  readonly visit: Visit;
}

export interface Plan {
  readonly visits: readonly Visit[];
  /** In the order they are fed. */
  readonly steps: readonly Step[];
  /** Advisors and the queues they serve, in order of name, with one counter each. */
  readonly advisors: readonly { readonly name: string; readonly queues: readonly QueueId[] }[];
  /** Rows given to a second advisor because the named one was busy, and rows without a name. */
  readonly doubled: number;
  readonly nameless: number;
  readonly ignored: readonly number[];
  readonly contradictory: readonly { readonly line: number; readonly why: string }[];
}

const DAY = 86_400;
const HALF_DAY = DAY / 2;

/** Turns rows into branch traffic: what is fed, and in which order. */
export function planMonth({ rows }: Month): Plan {
  const ignored: number[] = [];
  const contradictory: { line: number; why: string }[] = [];
  const calls: { row: Row; issuedAt: number; calledAt: number; finishedAt: number }[] = [];
  const visits: Visit[] = [];
  for (const row of rows) {
    const contradiction = contradictionOf(row);
    if (row.outcome === 'PHANTOM') ignored.push(row.line);
    else if (contradiction) contradictory.push({ line: row.line, why: contradiction });
    else if (row.outcome === 'HANG') visits.push({ ...common(row), ...leave(row) });
    else calls.push({ row, ...service(row) });
  }
  const seats = new SeatKeeper();
  calls.sort((a, b) => a.calledAt - b.calledAt || a.row.line - b.row.line);
  for (const { row, issuedAt, calledAt, finishedAt } of calls) {
    const advisor = seats.take(row.server, calledAt, finishedAt, common(row).queue);
    visits.push({
      ...common(row),
      issuedAt,
      end: { how: 'served', advisor, calledAt, finishedAt },
    });
  }
  visits.sort((a, b) => a.issuedAt - b.issuedAt || a.line - b.line);
  return {
    visits,
    steps: stepsOf(visits),
    advisors: seats.advisors(),
    doubled: seats.doubled,
    nameless: seats.nameless,
    ignored,
    contradictory,
  };
}

/** Why a row contradicts itself; undefined if it does not. Clock times are compared as written. */
function contradictionOf(row: Row): string | undefined {
  if (row.outcome === 'HANG') return undefined;
  if (row.outcome !== 'AGENT') return `outcome is ${row.outcome}, not AGENT, HANG or PHANTOM`;
  if (row.serStart === 0 && row.serExit === 0) return 'served, but without service times';
  if (joined(row) && row.serStart < row.qStart) return 'called before it joined the queue';
  return undefined;
}

/** Zeros in both columns mean that there was no wait. */
const joined = (row: Row) => row.qStart !== 0 || row.qExit !== 0;

const common = (row: Row) => ({
  line: row.line,
  queue: row.type === 'IN' ? ('in' as const) : ('rest' as const),
  joins: queueOfType(row.type),
  lane: row.priority === 2 ? ('preferential' as const) : ('general' as const),
});

function service(row: Row) {
  const calledAt = instant(row, row.serStart, joined(row) ? row.qStart : row.serStart);
  const finishedAt =
    calledAt + (row.serExit - row.serStart + (row.serExit < row.serStart ? DAY : 0)) * 1000;
  return {
    issuedAt: joined(row) ? instant(row, row.qStart, row.qStart) : calledAt,
    calledAt,
    finishedAt,
  };
}

function leave(row: Row): Pick<Visit, 'issuedAt' | 'end'> {
  if (!joined(row)) {
    const at = instant(row, row.vruExit, row.vruExit);
    return { issuedAt: at, end: { how: 'left', at } };
  }
  const issuedAt = instant(row, row.qStart, row.qStart);
  const at = issuedAt + (row.qExit - row.qStart + (row.qExit < row.qStart ? DAY : 0)) * 1000;
  return { issuedAt, end: { how: 'left', at } };
}

/**
 * If a row's `first` time at the branch is half a day before it reached the voice menu, it is past
 * midnight: `date` is that of the menu.
 */
const instant = (row: Row, seconds: number, first: number) =>
  Date.parse(`${row.date}T00:00:00Z`) +
  (seconds + (first < row.vruEntry - HALF_DAY ? DAY : 0)) * 1000;

const RANK: Readonly<Record<Act, number>> = { finish: 0, cancel: 1, issue: 2, call: 3 };

/**
 * Order within one second: finish, cancel, issue, call. What begins and ends within a second ends
 * right after it began.
 */
function stepsOf(visits: readonly Visit[]): readonly Step[] {
  const ordered = visits.flatMap((visit): { step: Step; rank: number; last: number }[] => {
    const step = (act: Act, at: number, rank = RANK[act], last = 0) => ({
      step: { act, at, visit },
      rank,
      last,
    });
    const { end, issuedAt } = visit;
    if (end.how === 'left') {
      return [
        step('issue', issuedAt),
        end.at === issuedAt ? step('cancel', end.at, RANK.issue, 1) : step('cancel', end.at),
      ];
    }
    const zero = end.finishedAt === end.calledAt;
    return [
      step('issue', issuedAt),
      step('call', end.calledAt),
      zero ? step('finish', end.finishedAt, RANK.call, 1) : step('finish', end.finishedAt),
    ];
  });
  ordered.sort(
    (a, b) =>
      a.step.at - b.step.at ||
      a.rank - b.rank ||
      a.step.visit.line - b.step.visit.line ||
      a.last - b.last,
  );
  return ordered.map(({ step }) => step);
}

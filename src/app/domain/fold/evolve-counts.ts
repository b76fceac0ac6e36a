import { Event, Fact, FactOf } from '../model/events';
import { noFigures, QueueCounts } from '../model/queue';
import { Lane, TicketState } from '../model/ticket';
import { corrected, reopened, uncalibrated } from '../predict/calibrate';

type Figure = Exclude<keyof QueueCounts, 'id' | 'calibration'>;
type Change = Partial<Record<Figure, number>>;

const SECOND = 1000;

/** The queues whose counts a fact may move. `DayOpened` moves all, which the caller knows. */
export function queuesOf(fact: Fact): readonly string[] {
  switch (fact.type) {
    case 'TicketCalled':
      return fact.serves.includes(fact.queue) ? fact.serves : [fact.queue, ...fact.serves];
    case 'TicketTransferred':
    case 'MatterBegun':
      return [fact.from, fact.to];
    case 'TicketUndone':
      return fact.from === fact.queue ? [fact.queue] : [fact.from, fact.queue];
    case 'TicketMoved':
      return fact.from === fact.to ? [fact.to] : [fact.from, fact.to];
    default:
      return 'queue' in fact ? [fact.queue] : [];
  }
}

/** A queue's counts after an event, from the event alone; the same object when nothing moved. */
export function evolveCounts(counts: QueueCounts, event: Event): QueueCounts {
  const { fact } = event;
  switch (fact.type) {
    case 'DayOpened':
      return {
        ...counts,
        ...noFigures,
        ...(counts.calibration ? { calibration: reopened(counts.calibration) } : {}),
      };
    case 'TicketCalled':
      return run(fact.queue === counts.id ? taken(counts, fact) : counts, counts, fact);
    case 'TicketTransferred':
      if (fact.from === counts.id) {
        return add(counts, {
          [place(fact.was, fact.lane, fact.deferred === true)]: -1,
          ...(fact.serviceMs === undefined ? {} : { handedOn: 1, ...taught(fact) }),
        });
      }
      if (fact.to === counts.id) {
        return add(counts, { [fact.deferred ? 'deferred' : fact.lane]: 1 });
      }
      return counts;
    case 'MatterBegun':
      return fact.from === counts.id
        ? add(counts, { serving: -1, served: 1, ...taught(fact) })
        : add(counts, fact.to === counts.id ? { serving: 1 } : {});
    case 'TicketMoved':
      return carried(counts, fact);
    case 'TicketUndone':
      return undone(counts, fact);
    default:
      return 'queue' in fact && fact.queue === counts.id ? add(counts, change(fact)) : counts;
  }
}

function change(fact: Fact): Change {
  switch (fact.type) {
    case 'TicketIssued':
      return { [fact.lane]: 1, issued: 1 };
    case 'ServiceStarted':
      return { called: -1, serving: 1 };
    case 'TicketHeld':
      return { serving: -1, held: 1 };
    case 'TicketResumed':
      return { held: -1, serving: 1 };
    case 'ServiceFinished': {
      const out = { [fact.held ? 'held' : 'serving']: -1 };
      return fact.late ? out : { ...out, served: 1, ...taught(fact) };
    }
    case 'TicketReturned':
      return { [place(fact.was, fact.lane, false)]: -1, [fact.lane]: 1 };
    case 'TicketDeferred':
      return fact.extended ? {} : { [fact.lane]: -1, deferred: 1 };
    case 'DeferralEnded':
      return { deferred: -1, [fact.lane]: 1 };
    case 'TicketMissed':
      return { called: -1, missed: 1 };
    case 'TicketReopened':
      return { missed: -1, [fact.lane]: 1 };
    case 'TicketCancelled':
      return { [place(fact.was, fact.lane, fact.deferred)]: -1, cancelled: fact.late ? 0 : 1 };
    default:
      return {};
  }
}

/** A call in the queue: its figures, and how the foretold wait turned out. */
function taken(counts: QueueCounts, fact: FactOf<'TicketCalled'>): QueueCounts {
  const moved = add(counts, called(fact));
  if (!fact.foretold) return moved;
  const { calibration = uncalibrated() } = counts;
  return { ...moved, calibration: corrected(calibration, fact.foretold, fact.waitMs / SECOND) };
}

/** What a service adds to its queue's mean: nothing if it was not ended by whoever served. */
function taught(fact: Taught): Change {
  return fact.left || fact.closing ? {} : { services: 1, serviceMs: fact.serviceMs ?? 0 };
}

interface Taught {
  readonly serviceMs?: number;
  readonly left?: true;
  readonly closing?: true;
}

function called(fact: FactOf<'TicketCalled'>): Change {
  const line: Change = { [fact.lane]: -1, called: 1 };
  return fact.again
    ? line
    : { ...line, calls: 1, waitMs: fact.waitMs, inTarget: fact.inTarget ? 1 : 0 };
}

/** Within one queue both happen: the ticket leaves one lane and joins the other. */
function carried(counts: QueueCounts, fact: FactOf<'TicketMoved'>): QueueCounts {
  const deferred = fact.deferred === true;
  const out = fact.from === counts.id ? { [place('waiting', fact.fromLane, deferred)]: -1 } : {};
  const into = fact.to === counts.id ? { [place('waiting', fact.lane, deferred)]: 1 } : {};
  return add(add(counts, out), into);
}

/**
 * As if the slip had not happened: the ticket leaves where it was put, and no service has ended.
 */
function undone(counts: QueueCounts, fact: FactOf<'TicketUndone'>): QueueCounts {
  const { what, from, queue, was, lane, again, serviceMs } = fact;
  const out: Change =
    from !== counts.id
      ? {}
      : what === 'finish'
        ? { served: -1 }
        : { [place(was, lane, fact.deferred === true)]: -1 };
  if (queue !== counts.id) return add(counts, out);
  const { services = 0, serviceMs: taughtMs = 0 } = serviceMs === undefined ? {} : taught(fact);
  return add(add(counts, out), {
    [place(again.state, again.lane, again.deferredUntil !== undefined)]: 1,
    ...(what === 'transfer' && serviceMs !== undefined ? { handedOn: -1 } : {}),
    ...(what === 'matter' ? { served: -1 } : {}),
    services: -services,
    serviceMs: -taughtMs,
  });
}

/**
 * The run of preferential calls, in each queue that the calling advisor serves. It grows only while
 * a general ticket was in line before the call.
 */
function run(counts: QueueCounts, before: QueueCounts, fact: FactOf<'TicketCalled'>): QueueCounts {
  if (!fact.serves.includes(counts.id)) return counts;
  const next = fact.lane === 'general' ? 0 : before.run + (before.general > 0 ? 1 : 0);
  return next === counts.run ? counts : { ...counts, run: next };
}

/** The figure in which an active ticket was counted. */
function place(was: TicketState, lane: Lane, deferred: boolean): Figure {
  if (was === 'called' || was === 'serving' || was === 'held') return was;
  return deferred ? 'deferred' : lane;
}

function add(counts: QueueCounts, by: Change): QueueCounts {
  const moved = (Object.entries(by) as [Figure, number][]).filter(([, n]) => n !== 0);
  if (moved.length === 0) return counts;
  return {
    ...counts,
    ...Object.fromEntries(moved.map(([figure, n]) => [figure, counts[figure] + n])),
  };
}

import { Event, Fact } from '../../../../src/app/domain/model/events';
import { emptyCounts, QueueCounts } from '../../../../src/app/domain/model/queue';
import { isInLine } from '../../../../src/app/domain/model/ticket';
import { Branch } from './branch';
import { same } from './invariants';

/**
 * Recounts the counts: the line from the tickets, the day's figures from the events since it
 * opened.
 */
export function recounted(branch: Branch): void {
  const opened = branch.events.findLastIndex(({ fact }) => fact.type === 'DayOpened');
  const today = withoutSlips(branch.events.slice(opened + 1).map(({ fact }) => fact));
  const calls = firstCalls(branch.events);
  for (const [queue, counts] of Object.entries(branch.whole.queues)) {
    const tickets = Object.values(branch.whole.tickets).filter((each) => each.queue === queue);
    const here = today.filter((fact) => 'queue' in fact && fact.queue === queue);
    const called = calls.filter((each) => each.index > opened && each.queue === queue);
    const number = (type: Fact['type']) =>
      here.filter((fact) => fact.type === type && !('late' in fact)).length;
    const handedOn = today.flatMap((fact) =>
      fact.type === 'TicketTransferred' && fact.from === queue && fact.was === 'serving'
        ? [fact]
        : [],
    );
    const matters = today.flatMap((fact) =>
      fact.type === 'MatterBegun' && fact.from === queue ? [fact] : [],
    );
    const taught = [
      ...matters,
      ...here.filter((fact) => fact.type === 'ServiceFinished').filter((fact) => !fact.late),
      ...handedOn,
    ].flatMap((fact) =>
      fact.left || ('closing' in fact && fact.closing) ? [] : [fact.serviceMs!],
    );
    const expected: QueueCounts = {
      ...emptyCounts(queue),
      general: tickets.filter((each) => isInLine(each) && each.lane === 'general').length,
      preferential: tickets.filter((each) => isInLine(each) && each.lane === 'preferential').length,
      deferred: tickets.filter((each) => each.state === 'waiting' && !isInLine(each)).length,
      called: tickets.filter((each) => each.state === 'called').length,
      serving: tickets.filter((each) => each.state === 'serving').length,
      held: tickets.filter((each) => each.state === 'held').length,
      run: counts.run,
      issued: number('TicketIssued'),
      served: number('ServiceFinished') + matters.length,
      missed: number('TicketMissed') - number('TicketReopened'),
      cancelled: number('TicketCancelled'),
      calls: called.length,
      waitMs: called.reduce((sum, each) => sum + each.waitMs, 0),
      inTarget: called.filter((each) => each.inTarget).length,
      services: taught.length,
      serviceMs: taught.reduce((sum, ms) => sum + ms, 0),
      handedOn: handedOn.length,
      ...(counts.calibration ? { calibration: counts.calibration } : {}),
    };
    same(counts, expected);
  }
}

/** Finishes and transfers that were undone do not count. */
function withoutSlips(facts: readonly Fact[]): readonly Fact[] {
  const left: Fact[] = [];
  for (const fact of facts) {
    if (fact.type !== 'TicketUndone') {
      left.push(fact);
    } else {
      const slip = left.findLastIndex(
        (each) =>
          (each.type === 'ServiceFinished' ||
            each.type === 'TicketTransferred' ||
            each.type === 'MatterBegun') &&
          each.ticket === fact.ticket,
      );
      left.splice(slip, 1);
    }
  }
  return left;
}

/** Calls that ended a wait: the first one of a ticket in a queue since it got there. */
function firstCalls(events: readonly Event[]) {
  const called = new Set<string>();
  /** By ticket, whether it had been called before the last step that can be undone. */
  const before = new Map<string, boolean>();
  const set = (ticket: string, so: boolean) => (so ? called.add(ticket) : called.delete(ticket));
  return events.flatMap(({ fact }, index) => {
    switch (fact.type) {
      case 'TicketTransferred':
      case 'MatterBegun':
      case 'ServiceFinished':
        before.set(fact.ticket, called.has(fact.ticket));
        if (fact.type !== 'ServiceFinished') called.delete(fact.ticket);
        return [];
      case 'TicketMoved':
        if (fact.from !== fact.to) called.delete(fact.ticket);
        return [];
      case 'TicketUndone':
        set(fact.ticket, before.get(fact.ticket)!);
        return [];
      case 'TicketCalled':
        if (called.has(fact.ticket)) return [];
        called.add(fact.ticket);
        return [{ index, queue: fact.queue, waitMs: fact.waitMs, inTarget: fact.inTarget }];
      default:
        return [];
    }
  });
}

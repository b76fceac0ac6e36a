import { Advisor } from '../model/advisor';
import { Event } from '../model/events';
import { noFigures, QueueCounts } from '../model/queue';
import { Ticket } from '../model/ticket';
import { evolveAdvisor, noWork } from './evolve-advisor';
import { evolveCounts } from './evolve-counts';
import { evolveTicket } from './evolve-ticket';

/**
 * Rows that an older release wrote beside this one lack members that only this one knows; the
 * events have them. For counts and advisors, only members that start each day at zero are counted
 * again: every release writes the rest.
 */
export const refold = {
  tickets(events: readonly Event[]): readonly Ticket[] {
    const tickets = new Map<string, Ticket>();
    for (const event of events) {
      const id = 'ticket' in event.fact ? event.fact.ticket : undefined;
      const after = id === undefined ? undefined : evolveTicket(tickets.get(id), event);
      if (after) tickets.set(after.id, after);
    }
    return [...tickets.values()];
  },
  counts: (rows: readonly QueueCounts[], events: readonly Event[]): readonly QueueCounts[] =>
    rows.map((row) => ({
      ...row,
      ...pick(noFigures, events.reduce(evolveCounts, { ...row, ...noFigures })),
    })),
  advisors: (rows: readonly Advisor[], events: readonly Event[]): readonly Advisor[] =>
    rows.map((row) => {
      const none: Advisor = { ...row, ...noWork };
      return { ...row, ...pick(noWork, events.reduce(known, none)) };
    }),
};

const known = (advisor: Advisor, event: Event): Advisor => evolveAdvisor(advisor, event) ?? advisor;

const pick = <T extends object, F extends object>(of: F, from: T & Record<keyof F, number>) =>
  Object.fromEntries(Object.keys(of).map((key) => [key, from[key as keyof F]]));

import { FactOf } from '../model/events';
import { Stretch, StretchKind } from '../model/stretch';

/** A stretch that begins, without its place and time. */
export type Begun = Omit<Stretch, 'day' | 'beganAt' | 'beganSeq' | 'subject'>;

export const serving = (
  { ticket, advisor, counter }: Pick<Stretch, 'ticket' | 'advisor' | 'counter'>,
  queue: string,
  began: string,
): Begun => ({ kind: 'serving', ticket, queue, advisor, counter, began });

export const waiting = (
  { ticket, queue, lane }: Pick<FactOf<'TicketReopened'>, 'ticket' | 'queue' | 'lane'>,
  began: string,
): Begun & { readonly kind: StretchKind } => ({ kind: 'waiting', ticket, queue, lane, began });

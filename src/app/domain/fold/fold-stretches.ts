import { Event } from '../model/events';
import { Stretch, Stretches } from '../model/stretch';
import { StretchBook } from './stretches';

/**
 * The stretches of events that have none yet, after those that were open before them.
 * @param day the business day before the first event
 */
export function foldStretches(
  open: readonly Stretch[],
  day: string,
  events: readonly Event[],
): Pick<Stretches, 'begun' | 'undone'> {
  const book = new StretchBook(open);
  let today = day;
  for (const event of events) {
    if (event.fact.type === 'DayOpened') today = event.fact.day;
    book.take(event, today);
  }
  return book;
}

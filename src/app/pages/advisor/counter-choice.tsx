import { useEffect, useState } from 'preact/hooks';
import { naturally } from '../../domain/model/natural';
import type { Seat } from '../../wire/counters';
import { ApiProblem, call } from '../shared/api/api';
import { session } from '../shared/api/session';
import { staffSay } from '../shared/look/staff-words';
import { Console } from './console';
import { Key, keyed, useKeys } from './keys';

/**
 * Off duty: which counter the advisor sits at today. One press starts the day; the last counter is
 * preselected.
 */
export function CounterChoice({
  desk,
  busy,
  kept,
}: {
  desk: Console;
  busy: boolean;
  kept?: string;
}) {
  const remembered = localStorage.getItem('ticketero.counter');
  const counters = Object.values(desk.directory.value!.config.counters).sort((a, b) =>
    naturally(a.label, b.label),
  );
  // Somebody may have sat down since, or the seats could not be read: then a refusal says so.
  const refused = desk.presses.refused.value
    .filter(({ problem }) => problem.code === 'counter_taken')
    .map(({ problem }) => problem.body.counter);
  // After a refusal the page shows at once who sits there.
  const seats = useSeats(desk, refused.length);
  const whoIsAt = (counter: string) =>
    seats?.find((seat) => seat.counter === counter && seat.advisor !== session.value?.staff.id);
  const isTaken = (counter: string) => whoIsAt(counter) !== undefined || refused.includes(counter);
  // Numbers get squares, names get rows.
  const named = counters.some(({ label }) => label.length > SHORT);
  const free = counters.filter(({ id }) => !isTaken(id));
  const [picked, setPicked] = useState<string>();
  const wanted = picked ?? kept ?? remembered;
  const chosen = (free.find((counter) => counter.id === wanted) ?? free[0])?.id;
  const begin = () => {
    localStorage.setItem('ticketero.counter', chosen!);
    desk.setState('resume', chosen);
  };
  // Until it is known who sits where, only the advisor's own choice counts.
  const wait = busy || chosen === undefined || (seats === undefined && picked === undefined);
  useKeys(wait ? {} : { next: begin });
  if (counters.length === 0) return <NoCounters />;
  return (
    <main class="choose-counter">
      <h2 id="counter-question">{staffSay('advisor.counter.choose')}</h2>
      <div
        class={named ? 'counter-grid named' : 'counter-grid'}
        role="radiogroup"
        aria-labelledby="counter-question"
      >
        {counters.map((counter) => (
          <Option
            key={counter.id}
            {...counter}
            chosen={chosen === counter.id}
            taken={isTaken(counter.id)}
            who={whoIsAt(counter.id)}
            pick={() => setPicked(counter.id)}
          />
        ))}
      </div>
      <button
        type="button"
        class="button primary main-button"
        {...keyed('next')}
        disabled={wait}
        onClick={begin}
      >
        {busy ? staffSay('advisor.sending') : staffSay('advisor.start-day')}
        <Key of="next" />
      </button>
    </main>
  );
}

const NoCounters = () => (
  <main class="choose-counter">
    <h2>{staffSay('advisor.counter.none')}</h2>
    <p>{staffSay('advisor.counter.none.text')}</p>
  </main>
);

/** As many letters as fit large beside the mark of the choice. */
const SHORT = 4;

interface Offered {
  readonly id: string;
  readonly label: string;
  readonly chosen: boolean;
  readonly taken: boolean;
  /** Who sits there. */
  readonly who: Seat | undefined;
  readonly pick: () => void;
}

const Option = ({ id, label, chosen, taken, who, pick }: Offered) => (
  <label class={'counter-option' + (chosen ? ' chosen' : '') + (taken ? ' taken' : '')}>
    <input
      type="radio"
      name="counter"
      value={id}
      checked={chosen}
      disabled={taken}
      onChange={pick}
    />
    <bdi class="number cut">{label}</bdi>
    {taken && (
      <bdi class="counter-taken cut">{who?.firstName ?? staffSay('advisor.counter.taken')}</bdi>
    )}
  </label>
);

const LOOK_MS = 4000;

/**
 * Who sits where, read every few seconds and when `again` changes; undefined until first read, and
 * empty while it cannot be read.
 */
function useSeats({ branch, presses }: Console, again: number): readonly Seat[] | undefined {
  const [seats, setSeats] = useState<readonly Seat[]>();
  useEffect(() => {
    let timer = 0;
    let stopped = false;
    const look = async () => {
      const asked = performance.now();
      try {
        const now = await call('GET /api/branches/:branch/seats', { params: { branch } });
        if (!stopped) setSeats(now);
        presses.refusals.drop(
          ({ at, problem: { code, body } }) =>
            at < asked &&
            code === 'counter_taken' &&
            !now.some((is) => is.counter === body.counter),
        );
      } catch (error) {
        // Not reached or refused: the server still decides about the choice.
        if (!(error instanceof ApiProblem)) throw error;
        if (!stopped) setSeats((before) => before ?? []);
      }
      if (!stopped) timer = window.setTimeout(() => void look(), LOOK_MS);
    };
    void look();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [branch, again]);
  return seats;
}

import { useState } from 'preact/hooks';
import { staffSay } from '../shared/look/staff-words';
import { Console } from './console';

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
  const counters = Object.values(desk.directory.value!.config.counters);
  // An advisor's view has nobody else in it, so a taken counter is known only after a refusal.
  const taken = desk.presses.refused.value
    .filter(({ problem }) => problem.code === 'counter_taken')
    .map(({ problem }) => problem.body.counter);
  const free = counters.filter((counter) => !taken.includes(counter.id));
  const [wanted, setChosen] = useState(kept ?? remembered);
  const chosen = (free.find((counter) => counter.id === wanted) ?? free[0])?.id;
  return (
    <main class="choose-counter">
      <h2 id="counter-question">{staffSay('advisor.counter.choose')}</h2>
      <div class="counter-grid" role="radiogroup" aria-labelledby="counter-question">
        {counters.map((counter) => (
          <label key={counter.id} class="counter-option">
            <input
              type="radio"
              name="counter"
              value={counter.id}
              checked={chosen === counter.id}
              disabled={taken.includes(counter.id)}
              onChange={() => setChosen(counter.id)}
            />
            <bdi class="number cut">{counter.label}</bdi>
          </label>
        ))}
      </div>
      <button
        type="button"
        class="button primary main-button"
        disabled={busy || chosen === undefined}
        onClick={() => {
          localStorage.setItem('ticketero.counter', chosen!);
          desk.setState('resume', chosen);
        }}
      >
        {busy ? staffSay('advisor.sending') : staffSay('advisor.start-day')}
      </button>
    </main>
  );
}

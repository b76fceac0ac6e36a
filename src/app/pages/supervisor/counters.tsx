import { useState } from 'preact/hooks';
import { Advisor } from '../../domain/model/advisor';
import { naturally } from '../../domain/model/natural';
import { duration } from '../../texts/format';
import { second } from '../shared/api/clock';
import { Status, Tone } from '../shared/look/parts';
import { pauseWords, staffSay } from '../shared/look/staff-words';
import { staffName } from './alert-words';
import { CounterDialog } from './counter-dialog';
import { FloorParts } from './floor-parts';
import { needOfAdvisor } from './needs-help';
import { pointed } from './pointed';

const tones: Readonly<Record<Advisor['state'], Tone>> = {
  available: 'good',
  busy: 'info',
  paused: 'attention',
  offline: 'off',
};

/** Every counter in order: who, doing what, since when; then the advisors without a counter. */
export function Counters(parts: FloorParts) {
  const { directory, view } = parts;
  const [open, setOpen] = useState<string>();
  // whoever has left stays only as long as they are at a counter
  const advisors = Object.values(view.floor.advisors).filter(
    ({ id, state }) => state !== 'offline' || directory.staff[id] !== undefined,
  );
  const counters = Object.values(directory.config.counters).sort((a, b) =>
    naturally(a.label, b.label),
  );
  const at = (counter: string) =>
    advisors.find((advisor) => advisor.counter === counter && advisor.state !== 'offline');
  const away = advisors.filter(
    (advisor) =>
      advisor.state === 'offline' ||
      advisor.counter === undefined ||
      !counters.some((counter) => counter.id === advisor.counter),
  );
  return (
    <section class="column counters" aria-labelledby="counters-title">
      <h2 id="counters-title">{staffSay('floor.counters')}</h2>
      {counters.length === 0 && <p class="quiet">{staffSay('floor.counters.none')}</p>}
      <ul class="counter-cells">
        {counters.map((counter) => {
          const advisor = at(counter.id);
          return (
            <li key={counter.id}>
              {advisor ? (
                <Cell
                  label={counter.label}
                  advisor={advisor}
                  {...parts}
                  onOpen={() => setOpen(advisor.id)}
                />
              ) : (
                <div class="cell free">
                  <bdi class="cell-label cut">{counter.label}</bdi>
                  <span class="quiet">{staffSay('floor.free')}</span>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      <Away advisors={away} {...parts} onOpen={setOpen} />
      {open && view.floor.advisors[open] && (
        <CounterDialog
          advisor={view.floor.advisors[open]}
          {...parts}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}

function Cell({
  label,
  advisor,
  directory,
  view,
  onOpen,
}: FloorParts & { label: string; advisor: Advisor; onOpen: () => void }) {
  const ticket = advisor.ticket === undefined ? undefined : view.floor.tickets[advisor.ticket];
  const since = ticket?.startedAt ?? ticket?.calledAt ?? advisor.since;
  const need = needOfAdvisor(advisor, view.alerts, directory.config, second.value);
  const row = `advisor-${advisor.id}` as const;
  const look = [advisor.state, need && 'red', isPointed(advisor) && 'pointed']
    .filter(Boolean)
    .join(' ');
  const state =
    ticket?.state === 'called' ? staffSay('state.called') : staffSay(`state.${advisor.state}`);
  return (
    <button type="button" class={`cell ${look}`} id={row} onClick={onOpen}>
      <span class="cell-top">
        <bdi class="cell-label cut">{label}</bdi>
        <span class="figures cell-clock">{duration(second.value - since)}</span>
      </span>
      <bdi class="cell-name cut" title={staffName(directory, advisor.id)}>
        {staffName(directory, advisor.id)}
      </bdi>
      <span class="cell-state">
        <Status tone={need ? 'alarm' : tones[advisor.state]}>{state}</Status>
        {ticket && <span class="strong figures">{ticket.number}</span>}
      </span>
      {need && <span class="cell-need">{staffSay(`floor.row.${need}`)}</span>}
      {advisor.state === 'paused' && advisor.reason && need !== 'silent' && (
        <bdi class="quiet cut">{pauseWords(advisor.reason)}</bdi>
      )}
    </button>
  );
}

const isPointed = ({ id }: Advisor) => pointed.value === `advisor-${id}`;

/** Advisors without a counter. */
function Away({
  advisors,
  directory,
  view,
  onOpen,
}: FloorParts & { advisors: readonly Advisor[]; onOpen: (advisor: string) => void }) {
  if (advisors.length === 0) return null;
  const toneOf = (advisor: Advisor) =>
    needOfAdvisor(advisor, view.alerts, directory.config, second.value)
      ? 'alarm'
      : tones[advisor.state];
  return (
    <ul class="away">
      {advisors.map((advisor) => (
        <li key={advisor.id}>
          <button
            type="button"
            class={`button plain small ${isPointed(advisor) ? 'pointed' : ''}`}
            id={`advisor-${advisor.id}`}
            onClick={() => onOpen(advisor.id)}
          >
            <Status tone={toneOf(advisor)}>
              <bdi class="cut">{staffName(directory, advisor.id)}</bdi>
            </Status>
            <span class="quiet">
              {staffSay(`state.${advisor.state}`)} <bdi>{pauseWords(advisor.reason)}</bdi>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

import { useEffect } from 'preact/hooks';
import { ago } from '../../texts/format';
import { finished } from '../../texts/languages';
import type { OwnTicket } from '../../wire/tickets';
import { second } from '../shared/api/clock';
import { mayBeOld } from '../shared/api/link';
import { serverNow } from '../shared/api/server-time';
import * as icons from '../shared/look/icons';
import { Icon } from '../shared/look/icons';
import { Empty, Notice, Updating } from '../shared/look/parts';
import { BankMark, mark, wear } from '../shared/look/wear';
import { chooseLanguage, counterSaid, language, say, tag } from '../shared/look/words';
import { alertNow } from './attention';
import { hasStaff, isOfAnotherDay } from './branch-now';
import { Ended, Served, WayIn } from './ended';
import { KeptPress } from './kept-press';
import { before, follow, keyInAddress, link, missing, my, ticket } from './my';
import { Rights } from './rights';
import { Slip } from './slip';
import { Turn } from './turn';
import { Deferred, Waiting } from './waiting';

/** The customer's page: the state of their ticket, live, and what to do now. */
export function TicketPage() {
  useEffect(() => follow(keyInAddress()), []);
  useEffect(() => {
    const again = () => location.reload(); // another link was opened in this window
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);
  const state = ticket.value?.state;
  const branch = my.value?.branch.id;
  useEffect(() => {
    if (branch) wear(branch);
  }, [branch]);
  useEffect(() => {
    if (state === 'called') alertNow();
  }, [state, ticket.value?.recalls]);
  document.title = titleOf(ticket.value);
  document.documentElement.dataset.turn = state === 'called' ? 'yes' : 'no';

  if (link.value?.state.value === 'updating') return <Updating />;
  if (missing.value) {
    return (
      <Frame>
        <Missing />
      </Frame>
    );
  }
  if (!ticket.value || !my.value) {
    return (
      <Frame>
        <main class="ticket-wait">
          <p role="status">{say('loading')}</p>
        </main>
      </Frame>
    );
  }
  const linkState = link.value?.state.value;
  const lost = mayBeOld(linkState) || before.value !== undefined;
  const heardAt = link.value?.heardAt.value ?? before.value?.heardAt ?? serverNow();
  return (
    <Frame>
      {lost && (
        <Notice tone="attention" live>
          {say('ticket.stale', { age: ago(tag.value, second.value - heardAt) })}
        </Notice>
      )}
      <KeptPress />
      <main class={`ticket-main ${lost ? 'aged' : ''}`}>
        <Now view={ticket.value} />
        {my.value.acts && state !== 'called' && <Rights />}
      </main>
    </Frame>
  );
}

function titleOf(view: OwnTicket | undefined): string {
  if (!view) return say('ticket.title');
  return view.state === 'called' && view.counter
    ? say('ticket.title.turn', { number: view.number, counter: counterSaid(view.counter) })
    : say('ticket.title.number', { number: view.number });
}

function Now({ view }: { view: OwnTicket }) {
  const zone = my.value!.branch.timeZone;
  // A customer still in line at midnight has a turn of today as well.
  const open = view.state === 'waiting' || ['called', 'serving', 'held'].includes(view.state);
  if (!open && isOfAnotherDay(view, zone, second.value)) {
    return <OtherDay view={view} />;
  }
  switch (view.state) {
    case 'waiting':
      return view.deferredUntil === null ? <Waiting view={view} /> : <Deferred view={view} />;
    case 'called':
      return <Turn view={view} />;
    case 'serving':
      return (
        <Slip view={view}>
          <p class="say" role="status">
            {say('ticket.serving', { at: counterSaid(view.counter, 'counter.at') })}
          </p>
          {view.matters !== undefined && <p class="quiet">{say('ticket.matter')}</p>}
        </Slip>
      );
    case 'held':
      return (
        <Slip view={view}>
          <p class="say" role="status">
            {heldSaid(view)}
          </p>
        </Slip>
      );
    case 'served':
      return <Served view={view} />;
    default:
      return <Ended view={view} />;
  }
}

/** Where somebody takes them back; once the advisor who held them has left, the desk knows. */
function heldSaid({ counter }: OwnTicket): string {
  if (counter !== null) return say('ticket.held', { to: counterSaid(counter, 'counter.to') });
  const staffed = hasStaff(my.value!.branch, second.value);
  return say(staffed ? 'ticket.held.desk' : 'ticket.held.closed');
}

function Frame({ children }: { children: preact.ComponentChildren }) {
  return (
    <div class="ticket-page">
      <header class={`ticket-top ${mark.value ? 'marked' : ''}`}>
        <h1 class="unseen">{say('ticket.title')}</h1>
        <BankMark />
        <bdi class="ticket-branch strong two-lines">
          {my.value?.branch.name ?? (mark.value ? '' : say('brand'))}
        </bdi>
        <label class="ticket-language">
          <Icon of={icons.globe} />
          <span class="unseen">{say('kiosk.language')}</span>
          <select
            class="input"
            value={language.value}
            onChange={(event) => void chooseLanguage(event.currentTarget.value, true)}
          >
            {finished.map((each) => (
              <option key={each.code} value={each.code} lang={each.tag}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
      </header>
      {children}
    </div>
  );
}

function OtherDay({ view }: { view: OwnTicket }) {
  return (
    <Slip view={view}>
      <p class="say">{say('ticket.old')}</p>
      <WayIn view={view} text="ticket.unknown-link.text" />
    </Slip>
  );
}

function Missing() {
  return (
    <main>
      <Empty
        icon={icons.ticketShape}
        title={say(missing.value === 'no-key' ? 'ticket.no-key' : 'ticket.unknown-link')}
      >
        {say('ticket.unknown-link.text')}
      </Empty>
    </main>
  );
}

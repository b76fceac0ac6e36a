import { useState } from 'preact/hooks';
import { clockTime } from '../../texts/format';
import type { Directory } from '../../wire/settings';
import type { ListedTicket } from '../../wire/tickets';
import { command } from '../shared/api/api';
import { hueOf } from '../shared/api/directory';
import { asStaff } from '../shared/api/session';
import { Answers, Dialog, Notice, QueueMark, TicketNumber } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';
import { counterSaid, named, say, tag } from '../shared/look/words';
import { Desk, DeskNotice } from './desk';
import { Move, MoveDialog } from './move-dialog';
import { Paper } from './paper';
import { deskProblem, deskSay } from './words';

interface FoundTicketProps {
  readonly desk: Desk;
  readonly directory: Directory;
  readonly ticket: ListedTicket;
}

/** A ticket, its state, and what the desk can do with it now. */
export function FoundTicket({ desk, directory, ticket }: FoundTicketProps) {
  const [asked, setAsked] = useState<'move' | 'cancel'>();
  const { number, state, queue, lane, deferredUntil, counter } = ticket;
  const [said, setSaid] = useSaid<DeskNotice>([state, queue, lane, deferredUntil, counter].join());
  const params = { branch: desk.branch, ticket: ticket.id };
  const act = async (work: () => Promise<unknown>, done: () => string) => {
    setAsked(undefined);
    try {
      await asStaff(work);
      setSaid(() => ({ good: true, words: done() }));
    } catch (error) {
      setSaid(() => ({ good: false, words: deskProblem(error) }));
    }
    await desk.show(number).catch(() => undefined);
  };
  const move = (body: Move) =>
    act(
      () => command('POST /api/branches/:branch/tickets/:ticket/move', { params, body }),
      () => deskSay('reception.done.moved', { number }),
    );
  const at = '/api/branches/:branch/tickets/:ticket';
  const cancel = () =>
    act(
      () => command(`POST ${at}/cancel`, { params }),
      () => deskSay('reception.done.cancelled', { number }),
    );
  const back = (verb: 'reopen' | 'arrived') =>
    act(
      () => command(`POST ${at}/${verb}`, { params }),
      () => deskSay('reception.done.reopened', { number }),
    );
  const isOpen = ticket.state === 'waiting' || ticket.state === 'called';
  const button = (words: string, press: () => void, more = '') => (
    <button type="button" class={`button small ${more}`} onClick={press}>
      {words}
    </button>
  );
  return (
    <article class="reception-ticket" data-state={ticket.state}>
      <Head desk={desk} directory={directory} ticket={ticket} />
      <div class="reception-actions">
        {ticket.deferredUntil !== undefined &&
          button(deskSay('reception.here'), () => void back('arrived'), 'primary')}
        {ticket.state === 'waiting' && button(deskSay('reception.move'), () => setAsked('move'))}
        {ticket.state === 'no-show' &&
          button(deskSay('reception.reopen'), () => void back('reopen'))}
        {isOpen && <Paper branch={desk.branch} ticket={ticket} />}
        {isOpen && button(deskSay('reception.cancel'), () => setAsked('cancel'), 'danger')}
      </div>
      <div aria-live="polite">
        {said && <Notice tone={said.good ? 'good' : 'attention'}>{said.words}</Notice>}
      </div>
      {asked === 'move' && (
        <MoveDialog
          ticket={ticket}
          directory={directory}
          onClose={() => setAsked(undefined)}
          onMove={(body) => void move(body)}
        />
      )}
      {asked === 'cancel' && (
        <CancelDialog
          number={number}
          onClose={() => setAsked(undefined)}
          onCancel={() => void cancel()}
        />
      )}
    </article>
  );
}

function Head({ directory, ticket }: FoundTicketProps) {
  const queue = directory.config.queues[ticket.queue];
  return (
    <div class="reception-ticket-head">
      <TicketNumber number={ticket.number} class="reception-number" />
      <div class="reception-facts">
        <span>
          <QueueMark prefix={queue?.prefix ?? ''} hue={hueOf(directory, ticket.queue)} />{' '}
          <bdi>{named(queue?.names) || ticket.queue}</bdi>
        </span>
        <span>
          <span class="tag">{staffSay(`lane.${ticket.lane}`)}</span>{' '}
          <strong>{staffSay(`ticket.state.${ticket.state}`)}</strong> {placeOf(directory, ticket)}
        </span>
      </div>
    </div>
  );
}

const CancelDialog = ({
  number,
  onCancel,
  onClose,
}: {
  number: string;
  onCancel: () => void;
  onClose: () => void;
}) => (
  <Dialog title={deskSay('reception.cancel.title', { number })} onClose={onClose}>
    <p>{deskSay('reception.cancel.text')}</p>
    <Answers
      no={say('back')}
      onNo={onClose}
      yes={deskSay('reception.cancel.do')}
      onYes={onCancel}
      danger
    />
  </Dialog>
);

/** Its place in line, when it will be back in line, or the counter it was called to. */
function placeOf(directory: Directory, ticket: ListedTicket): string {
  if (ticket.deferredUntil !== undefined) {
    const zone = directory.config.settings.timeZone;
    const time = clockTime(tag.value, Date.parse(ticket.deferredUntil), zone);
    return deskSay('reception.deferred', { time });
  }
  if (ticket.position !== undefined) return deskSay('reception.position', { n: ticket.position });
  if (ticket.counter === undefined) return '';
  return counterSaid(directory.config.counters[ticket.counter]?.label ?? ticket.counter);
}

import { useEffect, useState } from 'preact/hooks';
import { dateAndTime } from '../../texts/format';
import type { Event } from '../../wire/facts';
import { call } from '../shared/api/api';
import { readDirectory } from '../shared/api/directory';
import { asStaff } from '../shared/api/session';
import { Problem } from '../shared/look/parts';
import { tag } from '../shared/look/words';
import { adminSay } from './words';

const AT_ONCE = 200;

/** A branch's events as they are stored: ids and facts. */
export function Audit({ branch }: { branch: string }) {
  const [events, setEvents] = useState<readonly Event[]>([]);
  const [next, setNext] = useState<number | null>(0);
  const [problem, setProblem] = useState<unknown>();
  const [zone, setZone] = useState<string>();
  const more = async (after: number, before: readonly Event[]) => {
    try {
      const page = await asStaff(() =>
        call('GET /api/branches/:branch/audit', {
          params: { branch },
          query: { after, limit: AT_ONCE },
        }),
      );
      setEvents([...before, ...page.events]);
      setNext(page.next);
    } catch (error) {
      setProblem(error);
    }
  };
  useEffect(() => {
    void more(0, []);
    asStaff(() => readDirectory(branch)).then(
      (directory) => setZone(directory.config.settings.timeZone),
      setProblem,
    );
  }, [branch]);
  return (
    <>
      <p class="quiet">{adminSay('admin.audit.text')}</p>
      <Problem error={problem} />
      <div class="admin-table" role="region" aria-label={adminSay('admin.audit')} tabIndex={0}>
        <table class="figures">
          <thead>
            <tr>
              <th>{adminSay('admin.audit.seq')}</th>
              <th>{adminSay('admin.audit.at')}</th>
              <th>{adminSay('admin.audit.who')}</th>
              <th>{adminSay('admin.audit.what')}</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <EventRow key={event.seq} event={event} zone={zone} />
            ))}
          </tbody>
        </table>
      </div>
      {next !== null && events.length > 0 && (
        <button type="button" class="button" onClick={() => void more(next, events)}>
          {adminSay('admin.audit.more')}
        </button>
      )}
    </>
  );
}

function EventRow({ event, zone }: { event: Event; zone: string | undefined }) {
  const { type, ...facts } = event.fact;
  return (
    <tr>
      <td>{event.seq}</td>
      <td class="nowrap">{dateAndTime(tag.value, Date.parse(event.at), zone)}</td>
      <td>
        {event.actor.kind} {event.actor.id}
      </td>
      <td>
        <span class="strong">{type}</span> <code>{JSON.stringify(facts)}</code>
      </td>
    </tr>
  );
}

import { useEffect, useState } from 'preact/hooks';
import type { PersonAtCounter } from '../../wire/at-counter';
import type { Directory } from '../../wire/settings';
import type { ListedTicket } from '../../wire/tickets';
import { ApiProblem, call } from '../shared/api/api';
import { NotesHere } from './notes-here';
import { PersonHere } from './person-here';

/** Who is at the counter, and what colleagues noted of the visit. */
export function AtCounter({ current, names }: { current: ListedTicket; names: Directory }) {
  const [person, setPerson] = useState<PersonAtCounter>();
  const { id: ticket, state } = current;
  const params = { branch: names.branch.id, ticket };
  const load = () =>
    call('GET /api/branches/:branch/tickets/:ticket/person', { params }).catch((error: unknown) => {
      // Not reached, or no longer in these hands: the work goes on without it.
      if (!(error instanceof ApiProblem)) throw error;
      return undefined;
    });
  useEffect(() => {
    let gone = false;
    void load().then((found) => {
      if (!gone && found) setPerson(found);
    });
    return () => {
      gone = true;
    };
  }, [state]);
  return (
    <>
      {/* what was shown whole is hidden again when the service starts */}
      {person && <PersonHere key={state} person={person} ticket={ticket} names={names} />}
      <NotesHere
        notes={person?.notes ?? []}
        ticket={ticket}
        names={names}
        changed={async () => {
          const found = await load();
          if (found) setPerson(found);
        }}
      />
    </>
  );
}

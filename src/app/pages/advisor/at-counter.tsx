import { useEffect, useState } from 'preact/hooks';
import type { PersonAtCounter } from '../../wire/at-counter';
import type { Directory } from '../../wire/settings';
import type { ListedTicket } from '../../wire/tickets';
import { ApiProblem, call } from '../shared/api/api';
import { NotesHere } from './notes-here';
import { PersonHere } from './person-here';

const AGAIN_MS = 3_000;

/** Who is at the counter, and colleagues' notes on the visit. */
export function AtCounter({ current, names }: { current: ListedTicket; names: Directory }) {
  const [person, setPerson] = useState<PersonAtCounter>();
  const { id: ticket, state } = current;
  const params = { branch: names.branch.id, ticket };
  const load = () => call('GET /api/branches/:branch/tickets/:ticket/person', { params });
  useEffect(() => {
    let gone = false;
    let timer = 0;
    const look = () =>
      load().then(
        (found) => {
          if (!gone) setPerson(found);
        },
        (error: unknown) => {
          // No longer this advisor's ticket: go on without it. Not reached: ask again.
          if (!(error instanceof ApiProblem)) throw error;
          if (!gone && error.undecided) timer = window.setTimeout(() => void look(), AGAIN_MS);
        },
      );
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [state]);
  return (
    <>
      {/* a number that was shown in full is hidden again when the service starts */}
      {person && <PersonHere key={state} person={person} ticket={ticket} names={names} />}
      <NotesHere
        notes={person?.notes ?? []}
        ticket={ticket}
        names={names}
        changed={() =>
          load().then(setPerson, (error: unknown) => {
            // The note is saved anyway; what is shown is a little older.
            if (!(error instanceof ApiProblem)) throw error;
          })
        }
      />
    </>
  );
}

import { useEffect, useState } from 'preact/hooks';
import type { PersonAtCounter } from '../../wire/at-counter';
import type { Directory } from '../../wire/settings';
import { command } from '../shared/api/api';
import { asStaff } from '../shared/api/session';
import { staffProblem, staffSay } from '../shared/look/staff-words';
import { useSaid } from '../shared/look/use-said';
import { named } from '../shared/look/words';
import { Key, keyed, useKeys } from './keys';

/** How long a whole number stays on a screen that others can see, ms. */
const SHOWN_MS = 30_000;

/** The person, masked, with their other visits today; the whole number on request. */
export function PersonHere({
  person,
  ticket,
  names,
}: {
  person: PersonAtCounter;
  ticket: string;
  names: Directory;
}) {
  const [whole, setWhole] = useState<string>();
  const [problem, setProblem] = useSaid();
  const params = { branch: names.branch.id, ticket };
  useEffect(() => {
    if (whole === undefined) return undefined;
    const timer = window.setTimeout(() => setWhole(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [whole]);
  const show = () => {
    asStaff(() =>
      command('POST /api/branches/:branch/tickets/:ticket/person/show', { params }),
    ).then(
      ({ nationalId }) => setWhole(nationalId ?? undefined),
      (error: unknown) => setProblem(() => staffProblem(error)),
    );
  };
  useKeys(person.nationalId && whole === undefined ? { person: show } : {});
  if (!person.nationalId) return null;
  return (
    <section class="panel person-here">
      <h2>{staffSay('advisor.person')}</h2>
      <p class="figures">
        <span class="strong">{whole ?? person.nationalId}</span>{' '}
        {!person.proven && <span class="tag">{staffSay('advisor.person.unproven')}</span>}{' '}
        {whole === undefined && (
          <button
            type="button"
            class="button small"
            {...keyed('person')}
            title={staffSay('advisor.person.show.why')}
            onClick={show}
          >
            {staffSay('advisor.person.show')}
            <Key of="person" />
          </button>
        )}
      </p>
      {problem && <p role="status">{problem}</p>}
      <Visits visits={person.visits} names={names} />
    </section>
  );
}

function Visits({ visits, names }: { visits: PersonAtCounter['visits']; names: Directory }) {
  if (visits.length === 0) return null;
  const words = visits.map(({ number, queue, state }) =>
    [number, named(names.config.queues[queue]?.names), staffSay(`ticket.state.${state}`)]
      .filter(Boolean)
      .join(' '),
  );
  return <p class="quiet">{staffSay('advisor.person.visits', { visits: words.join(' · ') })}</p>;
}

import type { Directory } from '../../wire/settings';
import type { Simulation } from '../../wire/simulations';
import { session } from '../shared/api/session';
import { Notice } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { FloorActions } from './act';
import { queueName, staffName } from './alert-words';
import { stretchOf, tenths, timeOf } from './plan-figures';
import { useAct } from './use-act';
import { Choice } from './use-plan';

type Change = Simulation['changes'][number];

interface ChangesProps {
  readonly branch: string;
  readonly directory: Directory;
  readonly simulation: Simulation;
  readonly choice: Choice;
  readonly steps: readonly number[];
  readonly busy: boolean;
  readonly choose: (part: Partial<Choice>) => void;
}

/** Changes that would fix the worst half hours, the cheapest first, and the one being tried. */
export function PlanChanges(props: ChangesProps) {
  const { simulation, directory, choice, choose, busy } = props;
  return (
    <section class={`plan-changes ${busy ? 'aged' : ''}`} aria-labelledby="plan-changes">
      <h2 id="plan-changes">{staffSay('plan.change')}</h2>
      {simulation.changes.length === 0 && <p>{staffSay('plan.change.none')}</p>}
      <ul>
        {simulation.changes.map((change) => (
          <OneChange key={JSON.stringify(change)} change={change} {...props} />
        ))}
      </ul>
      {choice.skills.length > 0 && (
        <>
          <h3>{staffSay('plan.skills')}</h3>
          <ul>
            {choice.skills.map((skill) => {
              const names = {
                queue: queueName(directory, skill.queue),
                name: staffName(directory, skill.advisor),
              };
              return (
                <li key={`${skill.advisor} ${skill.queue}`}>
                  <bdi>{staffSay('plan.skill', names)}</bdi>
                  <button
                    type="button"
                    class="button small"
                    onClick={() =>
                      choose({ skills: choice.skills.filter((each) => each !== skill) })
                    }
                  >
                    {staffSay('plan.skill.drop', names)}
                  </button>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
}

function OneChange({
  change,
  branch,
  directory,
  simulation,
  choice,
  steps,
  choose,
}: ChangesProps & { change: Change }) {
  const { busy, problem, run } = useAct(JSON.stringify(change));
  const [from, to] = stretchOf(change.steps);
  const when = { from: timeOf(simulation, from), to: timeOf(simulation, to) };
  const tried = () =>
    change.what === 'person'
      ? choose({
          steps: steps.map((each, at) => (change.steps.includes(at) ? each + change.more : each)),
        })
      : choose({
          steps,
          skills: [...choice.skills, { advisor: change.advisor, queue: change.queue }],
        });
  const opens =
    choice.rest && change.what === 'skill' && session.value?.staff.role === 'supervisor';
  const names =
    change.what === 'skill'
      ? {
          queue: queueName(directory, change.queue),
          name: staffName(directory, change.advisor),
        }
      : undefined;
  const open = async () => {
    if (change.what !== 'skill') return;
    const queues = simulation.roster.find(({ id }) => id === change.advisor)?.queues ?? [];
    await new FloorActions(branch).setQueues(change.advisor, [
      ...new Set([...queues, change.queue]),
    ]);
  };
  return (
    <li>
      <bdi>{changeInWords(change, when, names, choice.share)}</bdi>
      {problem && (
        <Notice tone="attention" live>
          {problem}
        </Notice>
      )}
      <span class="row">
        <button type="button" class="button small" onClick={tried}>
          {staffSay('plan.change.try')}
        </button>
        {opens && names && (
          <button
            type="button"
            class="button small primary"
            disabled={busy}
            onClick={() => run(open, tried)}
          >
            <bdi>{staffSay('plan.change.open', names)}</bdi>
          </button>
        )}
      </span>
    </li>
  );
}

/** What is changed and when, and the result in tenths. */
export function changeInWords(
  change: Change,
  when: { readonly from: string; readonly to: string },
  names: { readonly queue: string; readonly name: string } | undefined,
  share: number,
): string {
  const [now, then] = [tenths(change.instead, share), tenths(change.within, share)];
  const what =
    change.what === 'person'
      ? staffSay('plan.change.person', { n: change.more, ...when })
      : staffSay('plan.change.skill', { ...names!, ...when });
  const gain =
    then > now
      ? staffSay('plan.change.gain', { within: then, instead: now })
      : staffSay('plan.change.little', { within: then });
  return `${what} ${gain}`;
}

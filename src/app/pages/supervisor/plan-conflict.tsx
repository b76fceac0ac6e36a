import type { Simulation } from '../../wire/simulations';
import { staffSay } from '../shared/look/staff-words';
import { timeOf } from './plan-figures';
import { Choice } from './use-plan';

interface ConflictProps {
  readonly simulation: Simulation;
  readonly kept: Simulation['kept'];
  readonly steps: readonly number[];
  readonly skills: Choice['skills'];
  readonly busy: boolean;
  readonly onTake: () => void;
  readonly onKeep: () => void;
}

const textOf = (skills: Choice['skills']) =>
  JSON.stringify(skills.map(({ advisor, queue }) => `${advisor} ${queue}`).sort());

/**
 * The plan drawn here beside the one somebody else saved meanwhile, and the choice between them.
 */
export function PlanConflict({
  simulation,
  kept,
  steps,
  skills,
  busy,
  onTake,
  onKeep,
}: ConflictProps) {
  const { plan } = kept;
  const theirs = plan?.advisors ?? simulation.usual;
  const differing = steps.flatMap((mine, at) =>
    mine === theirs[at] ? [] : [{ time: timeOf(simulation, at), mine, theirs: theirs[at] ?? 0 }],
  );
  return (
    <div class="plan-conflict">
      {!plan && <p>{staffSay('plan.newer.removed')}</p>}
      {differing.length > 0 && (
        <ul class="figures">
          {differing.map((each) => (
            <li key={each.time}>{staffSay('plan.newer.step', each)}</li>
          ))}
        </ul>
      )}
      {plan && textOf(plan.skills) !== textOf(skills) && <p>{staffSay('plan.newer.skills')}</p>}
      <div class="row">
        <button type="button" class="button small" disabled={busy} onClick={onTake}>
          {staffSay('plan.newer.take')}
        </button>
        <button type="button" class="button small primary" disabled={busy} onClick={onKeep}>
          {staffSay('plan.newer.keep')}
        </button>
      </div>
    </div>
  );
}

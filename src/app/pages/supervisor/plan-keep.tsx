import { useState } from 'preact/hooks';
import type { DayPlanBody, Simulation } from '../../wire/simulations';
import { ApiProblem, command } from '../shared/api/api';
import { asStaff, session } from '../shared/api/session';
import { Notice } from '../shared/look/parts';
import { staffProblem, staffSay } from '../shared/look/staff-words';
import { useUnsaved } from '../shared/look/unsaved';
import { useSaid } from '../shared/look/use-said';
import { PlanConflict } from './plan-conflict';
import { Choice } from './use-plan';

interface KeepProps {
  readonly branch: string;
  readonly simulation: Simulation;
  readonly choice: Choice;
  readonly steps: readonly number[];
  readonly needed: readonly number[] | undefined;
  readonly first: number;
  readonly choose: (part: Partial<Choice>) => void;
  readonly again: () => void;
}

type Keeping = ReturnType<typeof useKept>;

type PlanNotice = 'plan.saved' | 'plan.removed' | 'plan.newer';

/** Saves the plan on screen, removes the saved one, and returns to others. */
export function PlanKeep(props: KeepProps) {
  const { simulation, choice, steps, needed, first, choose } = props;
  const keeping = useKept(props);
  const { kept, busy, save } = keeping;
  const edited =
    JSON.stringify(contentOf(choice, steps)) !== JSON.stringify(contentOfKept(kept, simulation));
  const keeps = !choice.rest && session.value?.staff.role === 'supervisor';
  useUnsaved(keeps && edited);
  return (
    <div class="plan-keep" role="group" aria-label={staffSay('plan.save')}>
      {!choice.rest && (
        <p class="quiet">
          {edited ? staffSay('plan.edited') : staffSay(kept.plan ? 'plan.kept' : 'plan.usual')}
        </p>
      )}
      <div class="row">
        {keeps && (
          <button
            type="button"
            class="button primary"
            disabled={busy || !(edited || !kept.plan)}
            onClick={() => void save(true)}
          >
            {staffSay('plan.save')}
          </button>
        )}
        <button
          type="button"
          class="button"
          disabled={!needed}
          onClick={() =>
            choose({ steps: steps.map((each, at) => (at < first ? each : needed![at])) })
          }
        >
          {staffSay('plan.use-needed')}
        </button>
        {!choice.rest && (
          <button
            type="button"
            class="button"
            onClick={() => choose({ steps: simulation.usual, skills: [], scale: 1 })}
          >
            {staffSay('plan.use-usual')}
          </button>
        )}
        {keeps && kept.plan && (
          <button
            type="button"
            class="button danger"
            disabled={busy}
            onClick={() => void save(false)}
          >
            {staffSay('plan.remove')}
          </button>
        )}
      </div>
      <Outcome {...props} {...keeping} />
    </div>
  );
}

/** The result of saving, and both plans if somebody else saved one meanwhile. */
function Outcome(props: KeepProps & Keeping) {
  const { simulation, choice, steps, choose, kept, busy, said, met, problem, save, settle } = props;
  const take = () => {
    choose(choiceOfKept(kept, simulation));
    settle();
  };
  return (
    <div role="status">
      {said && (
        <Notice tone={said === 'plan.newer' ? 'attention' : 'good'}>{staffSay(said)}</Notice>
      )}
      {said === 'plan.newer' && kept.version > met && (
        <PlanConflict
          simulation={simulation}
          kept={kept}
          steps={steps}
          skills={choice.skills}
          busy={busy}
          onTake={take}
          onKeep={() => void save(true)}
        />
      )}
      {problem && <Notice tone="attention">{problem}</Notice>}
    </div>
  );
}

/** The content of a plan, to see whether it was changed. */
const contentOf = ({ scale, share, skills }: Choice, steps: readonly number[]) => ({
  advisors: steps,
  skills: skills.map(({ advisor, queue }) => [advisor, queue]),
  scale,
  share,
});

const contentOfKept = ({ plan }: Simulation['kept'], { usual }: Simulation) =>
  plan
    ? contentOf({ rest: false, ...plan }, plan.advisors)
    : contentOf({ rest: false, scale: 1, share: 0.8, skills: [] }, usual);

/** The choice that shows the kept plan, or that there is none. */
const choiceOfKept = ({ plan }: Simulation['kept'], { usual }: Simulation): Partial<Choice> =>
  plan
    ? { steps: plan.advisors, skills: plan.skills, scale: plan.scale, share: plan.share }
    : { steps: usual, skills: [], scale: 1 };

/** The kept plan, as read or as written since. */
function useKept({ branch, simulation, choice, steps, choose, again }: KeepProps) {
  const [written, setWritten] = useState<Simulation['kept']>();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useSaid<readonly [string, PlanNotice]>();
  const [problem, setProblem] = useSaid(JSON.stringify(contentOf(choice, steps)));
  /** The version on screen when saving found a newer one. */
  const [met, setMet] = useState(0);
  const kept =
    written?.day === simulation.day && written.version > simulation.kept.version
      ? written
      : simulation.kept;
  const put = (keep: boolean): DayPlanBody => ({
    version: kept.version,
    fromMinute: simulation.fromMinute,
    advisors: keep ? [...steps] : [],
    skills: keep ? [...choice.skills] : [],
    scale: choice.scale,
    share: choice.share,
  });
  const save = async (keep: boolean) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await asStaff(() =>
        command('PUT /api/branches/:branch/plans/:day', {
          params: { branch, day: simulation.day },
          body: put(keep),
        }),
      );
      setWritten(answer);
      setSaid(() => [simulation.day, keep ? 'plan.saved' : 'plan.removed']);
      if (!keep) choose({ steps: undefined });
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'version_mismatch') {
        // What was drawn stays on screen; the saved plan is read again and shown beside it.
        setMet(kept.version);
        setSaid(() => [simulation.day, 'plan.newer']);
        choose({ steps });
        again();
      } else {
        setProblem(() => staffProblem(error));
      }
    } finally {
      setBusy(false);
    }
  };
  return {
    kept,
    busy,
    said: said?.[0] === simulation.day ? said[1] : undefined,
    met,
    problem,
    save,
    settle: () => setSaid(undefined),
  };
}

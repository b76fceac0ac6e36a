import { useEffect, useState } from 'preact/hooks';
import { secondOfDay } from '../../domain/predict/day-kind';
import type { Directory } from '../../wire/settings';
import type { Simulation } from '../../wire/simulations';
import { ApiProblem } from '../shared/api/api';
import { readDirectory } from '../shared/api/directory';
import { serverNow } from '../shared/api/server-time';
import { LeavingPage } from '../shared/look/leaving';
import { Notice, Problem } from '../shared/look/parts';
import { staffSay } from '../shared/look/staff-words';
import { leaveFor } from '../shared/look/unsaved';
import { useRead } from '../shared/look/use-read';
import { say } from '../shared/look/words';
import { Asking } from './plan-asking';
import { PlanChanges } from './plan-changes';
import { PlanChart, PlanChartProps, PlanTable } from './plan-chart';
import { mostMissing, timeOf } from './plan-figures';
import { PlanKeep } from './plan-keep';
import { PlanLevel, PlanShare } from './plan-level';
import { dayInWords, outcomeOf, PlanDays, PlanExport, PlanPast, sentenceOf } from './plan-words';
import { Plan as Asked, Choice, usePlan } from './use-plan';

const MINUTE = 60;
const FIRST_CHOICE: Choice = { rest: false, scale: 1, share: 0.8, skills: [] };

/**
 * How many are needed on a day, and when: the answer in one sentence, then the day by half hours,
 * which can be changed, suggested changes, and how accurate the last day's forecast was.
 */
export function DayPlans({ branch }: { branch: string }) {
  const { found: directory, problem, ...more } = useRead(() => readDirectory(branch), [branch]);
  if (directory) {
    return <OfBranch key={branch} branch={branch} directory={directory} />;
  }
  return (
    <main class={problem === undefined ? 'desk-wait' : 'plan'}>
      {problem === undefined ? (
        <p role="status">{say('loading')}</p>
      ) : (
        <Problem error={problem} {...more} />
      )}
    </main>
  );
}

function OfBranch({ branch, directory }: { branch: string; directory: Directory }) {
  const [choice, setChoice] = useState(FIRST_CHOICE);
  const asked = usePlan(branch, choice);
  const { simulation, last, problem } = asked;
  const choose = (part: Partial<Choice>) => setChoice((before) => ({ ...before, ...part }));
  const plan = simulation?.kept.plan;
  // A plan is shown as it was made: for its number of customers, and for its own target.
  useEffect(() => {
    if (!plan || choice.rest || choice.steps) return;
    choose({ scale: plan.scale, share: plan.share, skills: plan.skills });
  }, [simulation?.day, simulation?.kept.version]);
  return (
    <main class="plan">
      <LeavingPage />
      <Asking
        choice={choice}
        simulation={simulation}
        directory={directory}
        choose={choose}
        asked={asked}
      />
      <Trouble problem={problem} />
      {!last && problem === undefined && <p role="status">{say('loading')}</p>}
      {last && (
        <div class="plan-columns">
          {simulation ? (
            <Answer
              branch={branch}
              directory={directory}
              simulation={simulation}
              asked={asked}
              choice={choice}
              choose={choose}
            />
          ) : (
            <p role="status">{say('loading')}</p>
          )}
          <div class="plan-side">
            {last.enough && (
              <PlanDays
                simulation={last}
                rest={choice.rest}
                onDay={(day) => leaveFor(() => choose({ day, rest: false, steps: undefined }))}
              />
            )}
            <PlanExport branch={branch} directory={directory} />
          </div>
        </div>
      )}
    </main>
  );
}

/**
 * If the server is busy with other simulations, that is not an error: the page says that it tries
 * again.
 */
const Trouble = ({ problem }: { problem: unknown }) =>
  problem instanceof ApiProblem && problem.status === 503 ? (
    <Notice live>{staffSay('plan.busy')}</Notice>
  ) : (
    <Problem error={problem} />
  );

interface AnswerProps {
  readonly branch: string;
  readonly directory: Directory;
  readonly simulation: Simulation;
  readonly asked: Asked;
  readonly choice: Choice;
  readonly choose: (part: Partial<Choice>) => void;
}

function Answer(props: AnswerProps) {
  const { simulation, choice, directory } = props;
  const [plan] = simulation.plans as readonly (Simulation['plans'][number] | undefined)[];
  const day = dayInWords(simulation.day);
  const first = choice.rest ? stepNow(simulation, directory) : 0;
  const n = simulation.learnedDays;
  if (!simulation.open || (plan && first >= plan.steps.length)) {
    return <p class="plan-sentence">{staffSay('plan.closed', { day })}</p>;
  }
  if (!plan) {
    return (
      <p class="plan-sentence" role="status">
        {n < simulation.enoughDays
          ? staffSay('plan.few', { n, enough: simulation.enoughDays })
          : staffSay('plan.unlike', { n, day })}
      </p>
    );
  }
  return <Known {...props} plan={plan} first={first} />;
}

/** The present half hour. */
const stepNow = ({ day, fromMinute, stepMinutes }: Simulation, { config }: Directory): number => {
  const minute = secondOfDay(config.settings, day, serverNow()) / MINUTE;
  return Math.max(0, Math.floor((minute - fromMinute) / stepMinutes));
};

function Known({
  branch,
  directory,
  simulation,
  asked,
  choice,
  choose,
  plan,
  first,
}: AnswerProps & { plan: Simulation['plans'][number]; first: number }) {
  const [time, setTime] = useState<string>();
  const { needed, busy } = asked;
  const { share } = choice;
  const steps = choice.steps ?? plan.advisors;
  const times = plan.steps.map((_, at) => timeOf(simulation, at));
  const chosen = time === undefined ? -1 : times.indexOf(time);
  const at = chosen >= first ? chosen : mostMissing(plan, needed?.advisors, first);
  const chart: PlanChartProps = {
    simulation,
    plan,
    steps,
    needed: needed?.advisors,
    share,
    first,
    marked: at,
    onChange: (next) => choose({ steps: next }),
  };
  const edited = { branch, simulation, choice, steps, choose };
  const most = Math.max(...steps.slice(first), ...(needed?.advisors.slice(first) ?? []));
  return (
    <div class="plan-answer" aria-busy={busy}>
      <Head
        sentence={sentenceOf({ simulation, at, planned: steps[at], plan, needed, share })}
        times={times.slice(first)}
        time={times[at]}
        onTime={setTime}
      />
      <div class="plan-tools">
        <PlanLevel
          simulation={simulation}
          scale={choice.scale}
          onScale={(scale) => choose({ scale })}
        />
        <PlanShare share={share} onShare={(next) => choose({ share: next })} />
      </div>
      <PlanChart {...chart} />
      <p>
        {outcomeOf(plan, share, simulation.stepMinutes)}{' '}
        {most > simulation.roster.length &&
          staffSay('plan.roster', { n: simulation.roster.length })}
      </p>
      <PlanChanges {...edited} directory={directory} busy={busy} />
      <PlanKeep {...edited} needed={needed?.advisors} first={first} again={asked.again} />
      <PlanTable {...chart} />
      <p class="quiet">{staffSay('plan.learned', { n: simulation.learnedDays })}</p>
      <PlanPast past={simulation.past} />
    </div>
  );
}

/** The answer, and the time of day it is about. */
const Head = ({
  sentence,
  times,
  time,
  onTime,
}: {
  sentence: string;
  times: readonly string[];
  time: string;
  onTime: (time: string) => void;
}) => (
  <div class="plan-head">
    <p class="plan-sentence" role="status">
      {sentence}
    </p>
    <label class="plan-time">
      <span>{staffSay('plan.time')}</span>
      <select class="input" value={time} onChange={(event) => onTime(event.currentTarget.value)}>
        {times.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  </div>
);

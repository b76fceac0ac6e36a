import { Briefing } from '../model/briefing';
import { STEP_MINUTES } from '../model/day-plan';
import { PastDay } from '../model/learned-plan';
import { BranchConfig } from '../model/state';
import { ClosedDay, promisesHeld } from '../predict/closed-day';
import { answerOf } from './answer';
import { dayJob, knownDay } from './day-job';
import { NextDay, Taught } from './taught';

const MINUTE = 60;

/** The briefing on a closed day, with what to change on the next one if something falls short. */
export function briefingOf(
  config: BranchConfig,
  past: PastDay,
  { visits }: ClosedDay,
  taught: Taught,
  next: NextDay | undefined,
): Briefing {
  const { kind: _, ...figures } = past;
  const { foretold, within: held } = promisesHeld(visits);
  const coming = next && nextOf(config, taught, next);
  return {
    ...figures,
    foretold,
    held,
    ...(coming ? { next: coming } : {}),
  };
}

function nextOf(config: BranchConfig, taught: Taught, next: NextDay): Briefing['next'] {
  const known = knownDay(config, taught.plan, next.day, next.kept);
  const { hours, wanted, usual, expected } = known;
  if (!known.enough || !hours) return undefined;
  const share = next.kept?.share ?? config.settings.alerts.targetShare;
  const job = dayJob(
    config,
    taught,
    { ...known, hours },
    {
      roster: next.roster,
      plans: [wanted ?? usual],
      share,
      ...(next.kept ? { scale: next.kept.scale, targetMinutes: next.kept.targetMinutes } : {}),
    },
  );
  const {
    plans: [plan],
    changes: [change],
  } = answerOf(job);
  return {
    day: next.day,
    ...expected,
    planned: wanted !== undefined,
    within: plan.within.mean,
    fromMinute: hours.from / MINUTE,
    stepMinutes: STEP_MINUTES,
    ...(change ? { change } : {}),
  };
}

import { isOnDuty } from '../../domain/model/advisor';
import { Ahead, AHEAD_MINUTES, Remedy } from '../../domain/model/ahead';
import { businessDay, isOpen, lineEnds } from '../../domain/model/day';
import { Instant } from '../../domain/model/instant';
import { FIRST_DAYS, LearnedPlan } from '../../domain/model/learned-plan';
import { isQueueOpen } from '../../domain/model/sign';
import { BranchConfig, Floor } from '../../domain/model/state';
import { AheadJob, levelSoFar } from '../../domain/plan/ahead';
import { expectedOf } from '../../domain/plan/comers';
import { nowOf } from '../../domain/plan/floor-now';
import { forecast, levelOf } from '../../domain/plan/forecast';
import { ENOUGH_DAYS } from '../../domain/plan/learn-plan';
import { targetOf } from '../../domain/plan/past-day';
import { kindOfDay, secondOfDay } from '../../domain/predict/day-kind';
import { coldOf } from '../../domain/predict/foretell';
import { ruleOf } from '../../domain/predict/line-now';
import { hashOf } from '../../domain/predict/random';
import { FloorRead } from '../../ports';
import { SweepDeps } from './deps';

const EVERY_MS = 30_000;
/** Older answers say nothing about now: after this long without one, nothing is known. */
const HOLDS_MS = 120_000;
/** A sweep that looks less often than this cannot tell what lasts. */
const SELDOM_MS = 60_000;
const SECOND = 1000;

interface Known {
  readonly lookedAt: Instant;
  readonly since: Instant;
  readonly askedAt: Instant;
  readonly asking: boolean;
  readonly answer?: { readonly at: Instant; readonly ahead: Readonly<Record<string, Ahead>> };
}

/**
 * Simulates the next minutes of each open branch twice a minute, on the simulations' thread, while
 * the sweep goes on: an answer is used from the next look on. One instance sweeps, and what it
 * finds becomes an event, so every instance and every screen says the same.
 */
export class AheadWatch {
  private readonly known = new Map<string, Known>();
  /** What each branch has learned about days: only needed here, so kept here. */
  private readonly plans = new Map<
    string,
    { readonly days: number; readonly plan?: LearnedPlan }
  >();

  constructor(private readonly deps: Pick<SweepDeps, 'store' | 'simulations' | 'log'>) {}

  /** What is known now; undefined: not yet. */
  look(
    { floor, directory: { config } }: FloorRead,
    now: Instant,
  ): Readonly<Record<string, Ahead>> | undefined {
    const { branch } = floor;
    if (!isOpen(now, config.settings) || floor.day !== businessDay(now, config.settings)) {
      this.known.delete(branch);
      return {};
    }
    const before = this.known.get(branch);
    const fresh = before && now - before.lookedAt <= SELDOM_MS;
    const known: Known = fresh
      ? { ...before, lookedAt: now }
      : { lookedAt: now, since: now, askedAt: -Infinity, asking: before?.asking ?? false };
    this.known.set(branch, known);
    if (fresh && !known.asking && now - known.askedAt >= EVERY_MS) {
      this.known.set(branch, { ...known, askedAt: now, asking: true });
      void this.ask(floor, config, now);
    }
    const { answer } = known;
    if (answer && now - answer.at <= HOLDS_MS) return answer.ahead;
    return now - known.since > HOLDS_MS ? {} : undefined;
  }

  private async ask(floor: Floor, config: BranchConfig, now: Instant): Promise<void> {
    const { branch } = floor;
    const heard = (answer?: Known['answer']) => {
      const known = this.known.get(branch);
      if (!known) return;
      const told = answer ? { answer, since: answer.at } : {};
      this.known.set(branch, { ...known, asking: false, ...told });
    };
    try {
      const plan = await this.planOf(branch, config);
      const job = plan && aheadJob(floor, config, plan, now);
      heard({ at: now, ahead: job ? await this.deps.simulations.ahead(job) : {} });
    } catch (error) {
      heard();
      this.deps.log.warn(
        { branch, error: (error as Error).message },
        'what is ahead was not simulated; the next look asks again',
      );
    }
  }

  private async planOf(branch: string, config: BranchConfig): Promise<LearnedPlan | undefined> {
    const days = config.learned?.days ?? 0;
    const kept = this.plans.get(branch);
    if (kept?.days === days) return kept.plan;
    const { plan } = await this.deps.store.learnedBy(branch, FIRST_DAYS);
    if (plan) this.plans.set(branch, { days, plan });
    return plan;
  }
}

/** Undefined if it has learned from too few days, or from none like today. */
export function aheadJob(
  floor: Floor,
  config: BranchConfig,
  plan: LearnedPlan,
  now: Instant,
): AheadJob | undefined {
  const { settings } = config;
  const { day } = floor;
  const kind = kindOfDay(settings, day);
  if (plan.days < ENOUGH_DAYS || !Object.hasOwn(plan.comers, kind)) return undefined;
  const queues = Object.keys(config.queues).sort();
  const learned = config.learned ?? coldOf(config);
  const { second, waiting, serving } = nowOf(floor, config, { day, queues, now });
  const closes = lineEnds(now, settings);
  const ends = closes === undefined ? Infinity : secondOfDay(settings, day, closes);
  const came = Object.values(floor.queues).reduce((sum, { issued }) => sum + issued, 0);
  const scale = levelOf(plan, kind, forecast(plan.history, settings, day));
  return {
    what: 'ahead',
    learned,
    plan,
    rule: ruleOf(config),
    queues,
    kind,
    scale: levelSoFar(expectedOf({ queues, comers: plan.comers }, kind), { scale, second, came }),
    second,
    until: Math.min(second + AHEAD_MINUTES * 60, ends),
    targets: queues.map((queue) => targetOf(config.queues, queue)),
    closed: queues.filter((queue) => !isQueueOpen(config.queues[queue], now)),
    advisors: handsOf(floor, serving),
    waiting,
    share: settings.alerts.targetShare,
    seed: hashOf(`${floor.branch} ${day} ${Math.floor(second)}`),
    offered: offeredIn(floor),
  };
}

/** Only those who were on duty today: others are not there to be asked. */
const handsOf = (
  { advisors }: Floor,
  serving: ReturnType<typeof nowOf>['serving'],
): AheadJob['advisors'] =>
  Object.values(advisors)
    .filter((each) => isOnDuty(each) || each.dutyMs > SECOND)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((each) => ({
      id: each.id,
      queues: each.queues,
      onDuty: isOnDuty(each),
      leaves: each.plan !== undefined,
      ...(Object.hasOwn(serving, each.id) ? { serving: serving[each.id] } : {}),
    }));

function offeredIn({ alerts }: Floor): AheadJob['offered'] {
  const offered = Object.values(alerts).flatMap(({ kind, subject, action }) =>
    kind === 'target-ahead' && action && 'within' in action ? [[subject, action as Remedy]] : [],
  );
  return Object.fromEntries(offered) as AheadJob['offered'];
}

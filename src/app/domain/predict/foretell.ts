import { isOnDuty } from '../model/advisor';
import { lineEnds } from '../model/day';
import { Estimate } from '../model/estimate';
import { Promised } from '../model/foretold';
import { Instant } from '../model/instant';
import { Learned } from '../model/learned';
import { emptyCounts } from '../model/queue';
import { optional } from '../model/records';
import { BranchConfig, MOST_IN_LINE, Slice, State } from '../model/state';
import { Lane, Ticket, waitFrom } from '../model/ticket';
import { whoWaits } from '../model/waiting';
import { uncalibrated } from './calibrate';
import { kindOfDay, secondOfDay } from './day-kind';
import { ratesAt } from './learn-day';
import { cold, configuredIn } from './learned';
import { LineNow, lineNow, waitingAt, WaitingNow } from './line-now';
import { predict, predictAll, Prediction } from './predict';
import { prepare, Prepared } from './prepare';
import { seedOf } from './random';

/** The forecast of one wait, and the part that a customer may be told. */
export interface Outlook {
  readonly foretold: Promised;
  /** Minutes, rounded outward; absent where only the position may be said. */
  readonly estimate?: Estimate;
}

/** A queue's first calls say how far the simulation can be trusted; until then no time is said. */
const FEWEST_CALLS = 5;
/** Share of trials beyond two hours with which no time is said. */
const BEYOND = 0.2;
/** A range this wide says nothing: the ratio of its ends, and its width in seconds. */
const WIDEST = { times: 4, seconds: 1800 };
const MINUTE = 60;
const SECOND = 1000;

/** Before the first closed day. */
export const coldOf = ({ queues }: BranchConfig): Learned =>
  cold(
    Object.fromEntries(
      Object.values(queues).map(({ id, averageMinutes }) => [id, averageMinutes * MINUTE]),
    ),
  );

const prepared = new WeakMap<BranchConfig, Prepared>();

/** What the branch has learned, or its configured averages: made ready once per configuration. */
function preparedFor(config: BranchConfig): Prepared {
  const known = prepared.get(config);
  if (known) return known;
  const made = prepare(config.learned ?? coldOf(config));
  prepared.set(config, made);
  return made;
}

type Line = State & Pick<Slice, 'line' | 'serving'>;

/** The outlook of who comes now to a queue and lane. Equal states give equal outlooks. */
export function foretellNewcomer(
  state: Line,
  config: BranchConfig,
  { queue, lane }: { readonly queue: string; readonly lane: Lane },
  now: Instant,
): Outlook {
  const looked =
    state.line?.slice(0, MOST_IN_LINE) ??
    whoWaits(state)
      .slice(0, MOST_IN_LINE)
      .map((each) => ({ ...each, from: waitFrom(each) }));
  const waiting = looked.map((each) => waitingAt(each, now));
  const line = lineNow(state, config, ratesOf(config, state.day, now), waiting, now);
  const prediction = predict(
    line,
    { queue, lane, ...optional('hol', longestWait(line, queue)) },
    preparedFor(config),
    calibrationOf(state, queue),
    seedOf(state.branch, state.seq ?? 0),
  );
  return outlookOf(
    stretched(prediction, counted(state), waiting.length),
    sayableIn(state, config, now)(queue),
  );
}

/**
 * For how long a told forecast stands, because kiosk, paper and phone are read one after another.
 */
const FRESH = 10_000;

function freshOf({ foretold, promised, issuedAt }: Ticket, now: Instant): Outlook | undefined {
  if (!foretold || now - issuedAt > FRESH) return undefined;
  return { foretold, ...optional('estimate', promised) };
}

/** The outlook of a ticket in line, by a slice that has the line without its ids. */
export function foretellOwn(state: Slice, ticket: Ticket, now: Instant): Outlook | undefined {
  const fresh = freshOf(ticket, now);
  if (fresh) return fresh;
  const { config, line = [] } = state;
  const at = line.findIndex(({ seq }) => seq === ticket.seq);
  if (at < 0) return undefined;
  const waiting = line.map((each, place) => ({
    ...waitingAt(each, now),
    ...(place === at ? optional('promised', ticket.foretold) : {}),
  }));
  const foreseen = predictAll(
    lineNow(state, config, ratesOf(config, state.day, now), waiting, now),
    preparedFor(config),
    (queue) => calibrationOf(state, queue),
    seedOf(state.branch, state.seq),
  );
  return outlookOf(foreseen[at], sayableIn(state, config, now)(ticket.queue));
}

/** The outlooks of everybody in line, by ticket. */
function foretellLine(floor: State, config: BranchConfig, now: Instant): Map<string, Outlook> {
  const tickets = whoWaits(floor);
  const looked = tickets.slice(0, MOST_IN_LINE);
  const waiting: readonly WaitingNow[] = looked.map((each) => ({
    id: each.id,
    ...waitingAt({ ...each, from: waitFrom(each) }, now),
    ...optional('promised', each.foretold),
  }));
  const all = predictAll(
    lineNow(floor, config, ratesOf(config, floor.day, now), waiting, now),
    preparedFor(config),
    (queue) => calibrationOf(floor, queue),
    seedOf(floor.branch, floor.seq ?? 0),
  );
  const sayableOf = sayableIn(floor, config, now);
  return new Map(
    tickets.map((ticket, at) => {
      const prediction =
        at < all.length ? all[at] : stretched(all[all.length - 1], at + 1, all.length);
      return [ticket.id, freshOf(ticket, now) ?? outlookOf(prediction, sayableOf(ticket.queue))];
    }),
  );
}

/** What everybody at a branch may be told at one time. */
export interface Outlooks {
  ofTicket(id: string): Outlook | undefined;
  /** Of who comes now. */
  ofQueue(queue: string): Outlook;
}

/** Between events an outlook is good for this long. */
const GOOD_FOR = 5000;

/** Within one moment, and between events, nothing that is foretold changes. */
export const momentOf = (now: Instant): Instant => Math.floor(now / GOOD_FOR) * GOOD_FOR;

const kept = new WeakMap<State, { config: BranchConfig; at: Instant; outlooks: Outlooks }>();

/** The outlooks of a floor: simulated when first asked for, at most once in five seconds. */
export function outlooks(floor: State, config: BranchConfig, now: Instant): Outlooks {
  const at = momentOf(now);
  const known = kept.get(floor);
  if (known?.config === config && known.at === at) return known.outlooks;
  let tickets: Map<string, Outlook> | undefined;
  const queues = new Map<string, Outlook>();
  const made: Outlooks = {
    ofTicket: (id) => (tickets ??= foretellLine(floor, config, at)).get(id),
    ofQueue(queue) {
      const outlook =
        queues.get(queue) ?? foretellNewcomer(floor, config, { queue, lane: 'general' }, at);
      queues.set(queue, outlook);
      return outlook;
    },
  };
  kept.set(floor, { config, at, outlooks: made });
  return made;
}

function ratesOf({ learned, settings }: BranchConfig, day: string, now: Instant) {
  return learned && day !== ''
    ? ratesAt(learned, kindOfDay(settings, day), secondOfDay(settings, day, now))
    : {};
}

const calibrationOf = ({ queues }: State, queue: string) =>
  queues[queue]?.calibration ?? uncalibrated();

/** The first of the queue where turns go by rule, otherwise the first of all. */
function longestWait({ rule, waiting }: LineNow, queue: string): number | undefined {
  const ages = waiting
    .filter((each) => each.away === undefined && (rule.order === 'merged' || each.queue === queue))
    .map(({ age }) => age);
  return ages.length ? Math.max(...ages) : 0;
}

const counted = ({ queues }: State) =>
  Object.values(queues).reduce((sum, each) => sum + each.general + each.preferential, 0);

/** A line longer than what was looked at goes on as it begins. */
function stretched(prediction: Prediction, count: number, looked: number): Prediction {
  if (count <= looked) return prediction;
  const by = (count + 1) / (looked + 1);
  const [low, middle, high] = prediction.raw;
  return {
    ...prediction,
    seconds: prediction.seconds * by,
    lowSeconds: prediction.lowSeconds * by,
    highSeconds: prediction.highSeconds * by,
    raw: [low * by, middle * by, high * by],
    stepped: prediction.stepped * by,
    ours: prediction.ours * by,
  };
}

/** What decides whether a queue's customers are told a time. */
interface TimeLimits {
  /** Minutes up to closing. */
  readonly room: number;
  /** Somebody serves it, and its calls show how far the simulation can be trusted. */
  readonly known: boolean;
}

/** The same for everybody in a queue: worked out once for a line, not for each of thousands. */
function sayableIn(
  state: State,
  config: BranchConfig,
  now: Instant,
): (queue: string) => TimeLimits {
  const closes = lineEnds(now, config.settings);
  const room = closes === undefined ? Infinity : sayable((closes - now) / SECOND / MINUTE);
  const served = new Set(
    Object.values(state.advisors)
      .filter(isOnDuty)
      .flatMap((each) => each.queues),
  );
  const known = new Map<string, boolean>();
  return (queue) => {
    if (!known.has(queue)) {
      known.set(queue, served.has(queue) && callsKnown(state, config, queue) >= FEWEST_CALLS);
    }
    return { room, known: known.get(queue)! };
  };
}

function outlookOf(
  { place: _, beyond, ...foretold }: Prediction,
  { room, known }: TimeLimits,
): Outlook {
  const { seconds, lowSeconds, highSeconds } = foretold;
  const vague =
    highSeconds > WIDEST.times * lowSeconds && highSeconds - lowSeconds > WIDEST.seconds;
  const silent = !known || vague || beyond > BEYOND || seconds > room * MINUTE;
  if (silent) return { foretold };
  const minutes = Math.round(seconds / MINUTE);
  const high = Math.max(minutes, Math.min(room, Math.ceil(highSeconds / MINUTE)));
  return { foretold, estimate: { minutes, low: Math.floor(lowSeconds / MINUTE), high } };
}

/**
 * The most minutes up to closing that are said as they are: `saidWait` rounds up to five beyond
 * ten, and nobody is to read a time after closing.
 */
const sayable = (minutes: number) =>
  minutes <= 10 ? Math.floor(minutes) : Math.floor(minutes / 5) * 5;

/** Of a queue: what was learned before, what was foretold, and the day's calls. */
function callsKnown({ queues }: State, { learned }: BranchConfig, queue: string): number {
  const { calls, calibration } = queues[queue] ?? emptyCounts(queue);
  const known = learned ? (learned.queues[queue]?.count ?? 0) - configuredIn(learned) : 0;
  return Math.max(0, known) + Math.max(calls, calibration?.calls ?? 0);
}

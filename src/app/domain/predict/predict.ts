import { Calibration, Promised } from '../model/foretold';
import { optional } from '../model/records';
import { Lane } from '../model/ticket';
import { promise, Simulated } from './calibrate';
import { Course, courseOf, MOST } from './course';
import { LineNow, WaitingNow } from './line-now';
import { Prepared } from './prepare';
import { quantiles, runLine } from './run-line';

/** Trials that a promise rests on: fewer where one of them holds many services, which vary less. */
const TRIALS = 200;
const FEWEST_TRIALS = 24;
const SERVICES = 3000;

/** How often a line is run. */
const trialsFor = ({ waiting, advisors }: LineNow): number =>
  Math.max(
    FEWEST_TRIALS,
    Math.min(TRIALS, Math.floor(SERVICES / (waiting.length + advisors.length))),
  );

const SHARES = [0.1, 0.5, 0.9];

/** The forecast for one place in line. */
export interface Prediction extends Promised {
  readonly place: number;
  /** Share of trials in which it was not reached within two hours. */
  readonly beyond: number;
}

/** What to foretell to a customer who comes now to a queue and lane, from the line before them. */
export function predict(
  line: LineNow,
  asked: { readonly queue: string; readonly lane: Lane; readonly hol?: number },
  prepared: Prepared,
  calibration: Calibration,
  seed: number,
  trials = trialsFor(line),
): Prediction {
  const { queue, lane, hol } = asked;
  const me: WaitingNow = { queue, lane, age: 0 };
  const attended = line.advisors.some((each) => each.queues.includes(queue))
    ? line.advisors
    : [...line.advisors, expected(queue)];
  const course = courseOf(
    { ...line, advisors: attended, waiting: [...line.waiting, me] },
    prepared,
  );
  const place = course.placeOf[line.waiting.length];
  const [waits] = runLine(ahead(course, place), [place], trials, seed);
  return said(waits, prepared, calibration, {
    place: placeIn(course, place),
    lane,
    ...optional('hol', hol),
    ...optional('les', calibration.les),
  });
}

/** The like for everybody in line, in one simulation: by their place in `line.waiting`. */
export function predictAll(
  line: LineNow,
  prepared: Prepared,
  calibrationOf: (queue: string) => Calibration,
  seed: number,
  trials = trialsFor(line),
): readonly Prediction[] {
  const course = courseOf(line, prepared);
  const waits = runLine(course, course.placeOf, trials, seed);
  return line.waiting.map(({ queue, lane, age, promised }, at) =>
    said(waits[at], prepared, calibrationOf(queue), {
      place: placeIn(course, course.placeOf[at]),
      lane,
      ...optional('les', left(promised?.les, age)),
      ...optional('hol', left(promised?.hol, age)),
    }),
  );
}

/** What is left of a guess; after a wait of that length it says nothing. */
const left = (guess: number | undefined, age: number) =>
  guess === undefined || guess < age ? undefined : guess - age;

/** Somebody who will have to come where nobody on duty serves a queue. */
const expected = (queue: string) => ({ queues: [queue], since: 60 });

/** A merged line without those behind: they change nothing for who is asked about. */
function ahead(course: Course, place: number): Course {
  return course.places.some(({ lane }) => lane === 1)
    ? course
    : { ...course, places: course.places.slice(0, place + 1) };
}

/** 1 and those before, of one's own lane and of the preferential one. */
const placeIn = ({ places }: Course, place: number) =>
  1 +
  places.filter(
    ({ lane }, at) => lane > places[place].lane || (lane === places[place].lane && at < place),
  ).length;

function said(
  waits: Float64Array,
  { patience, learned }: Prepared,
  calibration: Calibration,
  known: Pick<Simulated, 'place' | 'lane' | 'les' | 'hol'>,
): Prediction {
  const [low, middle, high] = quantiles(waits, SHARES, patience);
  return {
    ...promise(calibration, learned.affine, { low, middle, high, ...known }),
    place: known.place,
    beyond: waits.filter((each) => each >= MOST).length / waits.length,
  };
}

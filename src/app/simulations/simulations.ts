import { createHash } from 'node:crypto';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { afterDay, DayJob, Lesson } from '../domain/plan/after-day';
import { AheadJob, aheadOf } from '../domain/plan/ahead';
import { answerOf, SimulationAnswer, SimulationJob } from '../domain/plan/answer';
import { Crowded, TooLong } from '../ports';

/** At most this many jobs wait; any more are told to come again. */
const MOST_WAITING = 4;
/** A job that takes longer is ended together with its thread. */
const LONGEST_MS = 30_000;
const AGAIN_SECONDS = 5;
const MARK = 'simulations';

const crowded = () => new Crowded(AGAIN_SECONDS, 'simulations');

type Job = SimulationJob | AheadJob | DayJob;

type Answer<J extends Job> = J extends AheadJob
  ? ReturnType<typeof aheadOf>
  : J extends DayJob
    ? Lesson
    : SimulationAnswer;

interface Waiting {
  readonly job: Job;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** Answers that are kept: the same question has the same answer, and pages repeat theirs. */
const KEPT = 30;

/**
 * Days are simulated on a thread of their own, one after another: never on the event loop. What a
 * person waits for comes before what the sweep asks.
 */
export class Simulations {
  private worker: Worker | undefined;
  private readonly line: Waiting[] = [];
  /** Jobs of the sweep, which asks about one branch at a time. */
  private readonly background: Waiting[] = [];
  private current: Waiting | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Answers by question, ready or being worked out; the last asked comes last. */
  private readonly known = new Map<string, Promise<SimulationAnswer>>();

  constructor(private readonly longestMs = LONGEST_MS) {}

  /** @throws Crowded when too many wait, TooLong when it takes too long */
  run(job: SimulationJob): Promise<SimulationAnswer> {
    const key = createHash('sha256').update(JSON.stringify(job)).digest('base64');
    const known = this.known.get(key) ?? this.work(job);
    this.known.delete(key);
    this.known.set(key, known);
    const [oldest] = this.known.keys();
    if (this.known.size > KEPT) this.known.delete(oldest);
    known.catch(() => {
      if (this.known.get(key) === known) this.known.delete(key);
    });
    return known;
  }

  /** What is ahead of a branch. @throws TooLong when it takes too long */
  ahead(job: AheadJob): Promise<Answer<AheadJob>> {
    return this.queue(this.background, job);
  }

  /** What a closed day teaches. @throws TooLong when it takes too long */
  learn(job: DayJob): Promise<Lesson> {
    return this.queue(this.background, job);
  }

  private work(job: SimulationJob): Promise<SimulationAnswer> {
    if (this.line.length >= MOST_WAITING) return Promise.reject(crowded());
    return this.queue(this.line, job);
  }

  private queue<J extends Job>(line: Waiting[], job: J): Promise<Answer<J>> {
    return new Promise((resolve, reject) => {
      line.push({ job, resolve, reject });
      this.next();
    });
  }

  async close(): Promise<void> {
    const waiting = [...this.line.splice(0), ...this.background.splice(0)];
    const left = [...waiting, ...(this.current ? [this.current] : [])];
    this.current = undefined;
    clearTimeout(this.timer);
    await this.worker?.terminate();
    this.worker = undefined;
    for (const { reject } of left) reject(crowded());
  }

  private next(): void {
    if (this.current) return;
    this.current = this.line.shift() ?? this.background.shift();
    if (!this.current) return;
    this.worker ??= this.start();
    this.worker.ref();
    const { longestMs } = this;
    this.timer = setTimeout(
      () => this.abandon(new TooLong(AGAIN_SECONDS, longestMs / 1000)),
      longestMs,
    );
    this.worker.postMessage(this.current.job);
  }

  private start(): Worker {
    // Sources (tests, `npm start` from sources) need a loader; a bundle is its own worker.
    const loader = __filename.endsWith('.ts') ? { execArgv: ['--import', 'tsx'] } : {};
    const worker = new Worker(__filename, { workerData: MARK, ...loader });
    worker.on('message', (answer: Answered) => this.done(answer));
    worker.on('error', (error) => this.abandon(error as Error));
    return worker;
  }

  private done(answer: Answered): void {
    const { current } = this;
    this.current = undefined;
    clearTimeout(this.timer);
    this.worker?.unref();
    if ('failed' in answer) current?.reject(new Error(answer.failed));
    else current?.resolve(answer.answer as never);
    this.next();
  }

  private abandon(error: Error): void {
    const { current } = this;
    this.current = undefined;
    clearTimeout(this.timer);
    void this.worker?.terminate();
    this.worker = undefined;
    current?.reject(error);
    this.next();
  }
}

type Answered = { readonly answer: Answer<Job> } | { readonly failed: string };

function workOut(job: Job): Answer<Job> {
  if (!('what' in job)) return answerOf(job);
  return job.what === 'ahead' ? aheadOf(job) : afterDay(job);
}

/** The thread's side. */
function serve(): void {
  parentPort!.on('message', (job: Job) => {
    let answered: Answered;
    try {
      answered = { answer: workOut(job) };
    } catch (error) {
      answered = { failed: (error as Error).stack ?? String(error) };
    }
    parentPort!.postMessage(answered);
  });
}

if (!isMainThread && workerData === MARK) serve();

import { ReplayActions } from './acts';
import { Duty } from './duty';
import { NightWatch } from './night-watch';
import { Plan, Step } from './plan';
import { Progress } from './progress';

/** Where feeding stopped: the line of the file, and what the app answered. */
export class Stopped extends Error {
  constructor(
    readonly line: number,
    act: string,
    at: number,
    cause: Error,
  ) {
    super(
      `line ${line}: ` +
        `${act} at ${new Date(at).toISOString().slice(0, 19)} was refused: ${cause.message}`,
      { cause },
    );
    this.name = 'Stopped';
  }
}

/**
 * Feeds the month as it was: every step at its second, in order, advisors on duty as `Duty` has it.
 * The next begins when the previous one is answered.
 */
export async function feed(
  plan: Plan,
  actions: ReplayActions,
  watch: NightWatch,
  progress: Progress,
  look?: (done: number) => Promise<void>,
): Promise<void> {
  const duty = new Duty(actions, watch);
  let done = 0;
  for (const step of plan.steps) {
    await duty.until(step.at);
    await take(step, actions, watch, duty).catch((error: Error) => {
      throw new Stopped(step.visit.line, step.act, step.at, error);
    });
    progress.tell((done += 1), step.at);
    await look?.(done);
  }
  await watch.close();
}

async function take(
  { act, at, visit }: Step,
  actions: ReplayActions,
  watch: NightWatch,
  duty: Duty,
): Promise<void> {
  const { end } = visit;
  if (act === 'issue') {
    watch.came(at);
    return actions.issue(visit);
  }
  if (act === 'call' && end.how === 'served') {
    await duty.come(end.advisor);
    return actions.callOut(visit, end.advisor);
  }
  watch.left(visit.issuedAt);
  if (end.how !== 'served') return actions.cancel(visit);
  await actions.finish(visit, end.advisor);
  duty.finished(end.advisor, at);
}

import { Acts } from './acts';
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
 * Feeds the month as it was, with every advisor always at their counter: every step at its second,
 * in order. The next begins when the previous one is answered.
 */
export async function feed(
  plan: Plan,
  acts: Acts,
  watch: NightWatch,
  progress: Progress,
): Promise<void> {
  for (const { name } of plan.advisors) await acts.setState(name, 'available');
  let done = 0;
  for (const step of plan.steps) {
    await watch.until(step.at);
    await take(step, acts, watch).catch((error: Error) => {
      throw new Stopped(step.visit.line, step.act, step.at, error);
    });
    progress.tell((done += 1), step.at);
  }
  await watch.close();
}

async function take({ act, at, visit }: Step, acts: Acts, watch: NightWatch): Promise<void> {
  const { end } = visit;
  if (act === 'issue') {
    watch.came(at);
    return acts.issue(visit);
  }
  if (act === 'call' && end.how === 'served') return acts.callOut(visit, end.advisor);
  watch.left(visit.issuedAt);
  return end.how === 'served' ? acts.finish(visit, end.advisor) : acts.cancel(visit);
}

import { useEffect, useRef, useState } from 'preact/hooks';
import type { AskedSimulation, Simulation } from '../../wire/simulations';
import { ApiProblem, call } from '../shared/api/api';
import { asStaff } from '../shared/api/session';

type Steps = readonly number[];

/** The question about a day: a supervisor's choices. */
export interface Choice {
  /** If absent, the next day on which the branch opens. */
  readonly day?: string;
  readonly rest: boolean;
  readonly scale: number;
  readonly share: number;
  readonly skills: AskedSimulation['skills'];
  /** If absent, the kept plan, or the usual staffing. */
  readonly steps?: Steps;
}

export interface Plan {
  /** The simulation of the chosen day. */
  readonly simulation?: Simulation;
  /** The latest answer, for whatever day. */
  readonly last?: Simulation;
  /** The plan that the search found for the same day, and its result. */
  readonly needed?: Simulation['plans'][number];
  readonly busy: boolean;
  readonly problem?: unknown;
  readonly again: () => void;
}

/** Changes within this time (ms) cause one request. */
const SETTLED_MS = 250;
const AGAIN_MS = 3_000;
/** A search takes seconds, and may have to wait for another. */
const WITHIN_MS = 40_000;

const ask = (branch: string, choice: Choice, search: boolean) =>
  asStaff(() =>
    call('POST /api/branches/:branch/simulations', {
      params: { branch },
      body: {
        ...(choice.day ? { day: choice.day } : {}),
        rest: choice.rest,
        scale: choice.scale,
        share: choice.share,
        skills: [...choice.skills],
        plans: search || !choice.steps ? [] : [[...choice.steps]],
        search,
      },
      within: WITHIN_MS,
    }),
  );

/** Repeats a request while the server is busy with others; `gone` ends it. */
async function insist<T>(
  question: () => Promise<T>,
  gone: () => boolean,
  troubled: (error: unknown) => void,
): Promise<T | undefined> {
  for (;;) {
    try {
      return await question();
    } catch (error) {
      if (gone()) return undefined;
      troubled(error);
      if (!(error instanceof ApiProblem) || !error.undecided) return undefined;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      if (gone()) return undefined;
    }
  }
}

/**
 * Asks again whenever a choice changes: first for the result of the plan, then for how many are
 * needed, which does not depend on the plan. An outdated answer is dropped.
 */
export function usePlan(branch: string, choice: Choice): Plan {
  const [last, setLast] = useState<{ readonly of: string; readonly simulation: Simulation }>();
  const [needed, setNeeded] = useState<Plan['needed']>();
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<unknown>();
  const [round, setRound] = useState(0);
  /** The day whose plan has been answered; its search starts after that. */
  const [answered, setAnswered] = useState('');
  const first = useRef(true);
  const flights = useRef<{ look?: Promise<unknown>; search?: Promise<unknown> }>({});
  const { steps, ...day } = choice;
  const dayKey = JSON.stringify([branch, day, round]);
  const place = JSON.stringify([branch, choice.day, choice.rest]);

  const asking = (search: boolean, done: (answer: Simulation) => void, waits: number) => {
    let gone = false;
    const timer = window.setTimeout(async () => {
      // One request of each kind at a time, so that dragging does not fill the server's queue.
      const flight = search ? flights.current.search : flights.current.look;
      await flight;
      if (gone) return;
      const asked = insist(
        () => ask(branch, choice, search),
        () => gone,
        (error) => {
          setProblem(error);
          setBusy(false);
        },
      );
      flights.current[search ? 'search' : 'look'] = asked;
      const answer = await asked;
      if (gone || !answer) return;
      setProblem(undefined);
      done(answer);
    }, waits);
    return () => {
      gone = true;
      window.clearTimeout(timer);
    };
  };

  useEffect(() => {
    setBusy(true);
    const waits = first.current ? 0 : SETTLED_MS;
    first.current = false;
    return asking(
      false,
      (answer) => {
        setLast({ of: place, simulation: answer });
        setBusy(false);
        setAnswered(answer.plans.length ? dayKey : '');
      },
      waits,
    );
  }, [dayKey, JSON.stringify(steps)]);

  useEffect(() => {
    setNeeded(undefined);
    if (answered !== dayKey) return undefined;
    return asking(true, (answer) => setNeeded(answer.plans[0]), 0);
  }, [answered, dayKey]);

  return {
    simulation: last?.of === place ? last.simulation : undefined,
    last: last?.simulation,
    needed,
    busy,
    problem,
    again: () => setRound((each) => each + 1),
  };
}

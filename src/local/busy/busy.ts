import { setTimeout as pause } from 'node:timers/promises';
import { SimulatedAdvisor } from './advisor';
import { Chance } from './chance';
import { Client } from './client';
import { crew, guests, weights } from './crew';
import { Customers } from './customers';
import { Fate } from './fate';
import { Hands } from './hands';
import { Phones } from './phones';
import { Recent } from './recent';
import { rounds } from './rounds';
import { Session } from './session';
import { Troubles } from './troubles';

/** Interval between checks for people who have signed in, ms. */
const HANDS_MS = 2000;
/** How many of its own tickets the simulation remembers: more than are ever open at once. */
const REMEMBERED = 1000;

export interface BusyOptions {
  /** Address of the app, which holds a demo bank. */
  readonly url: string;
  /** Address of the page of phones, if Telegram is the local Bot API. */
  readonly phoneUrl: string | undefined;
  readonly print: (line: string) => void;
  /** The same seed produces the same customers. */
  readonly seed?: number;
}

export interface BusyDay {
  /** What people should know about it, as lines of text. */
  readonly notice: string;
  /** Ends the day: advisors go home, waiting tickets are cancelled, sessions end. */
  stop(): Promise<void>;
}

/**
 * Simulates a day at both branches of the demo bank, through the app's HTTP API and sockets only,
 * until it is stopped.
 */
export function startBusyDay({ url, phoneUrl, print, seed = Date.now() }: BusyOptions): BusyDay {
  const ending = new AbortController();
  const { signal } = ending;
  const client = new Client(url);
  const chance = new Chance(seed);
  const troubles = new Troubles(print);
  const hands = new Hands();
  const auditor = new Session(client, 'auditor-1');
  const shared = {
    client,
    chance,
    clock: Date.now,
    troubles,
    hands,
    signal,
    own: new Recent<Fate>(REMEMBERED),
  };
  const phones =
    phoneUrl === undefined ? undefined : new Phones(new Client(new URL(phoneUrl).origin));
  const advisors = crew.map((who) => new SimulatedAdvisor(shared, who));
  const branches = Object.entries(weights).map(([branch, weight]) => ({
    customers: new Customers({ ...shared, phones }, branch),
    weight,
  }));

  const lookAtHands = async () => {
    while (!signal.aborted) {
      await hands.look(auditor).catch((error: unknown) => troubles.met(error));
      await pause(HANDS_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  // Start reading before anybody signs in, to tell whose sign-ins are whose.
  const running = hands
    .look(auditor)
    .catch((error: unknown) => troubles.met(error))
    .then(() =>
      Promise.all([
        lookAtHands(),
        rounds({ ...shared, branches }),
        ...advisors.map((advisor) => advisor.serve()),
      ]),
    );

  return {
    notice:
      'A simulated day is running at both branches, ' +
      `${crew.map(({ username }) => username).join(', ')} serving. ` +
      `${guests.join(' and ')} are left for you;\n` +
      'if you sign in as another advisor, the simulation leaves that one alone ' +
      'until you sign out.\n\n',
    async stop() {
      ending.abort();
      await running;
      await Promise.allSettled(advisors.map((advisor) => advisor.goHome()));
      await Promise.all(branches.map(({ customers }) => customers.giveUp()));
      await Promise.allSettled([auditor.end(), ...advisors.map((advisor) => advisor.endSession())]);
    },
  };
}

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

/** Between two looks at who has signed in by hand, ms. */
const HANDS_MS = 2000;
/** Tickets remembered as the simulation's own: more than are ever open at once. */
const REMEMBERED = 1000;

export interface BusyOptions {
  /** Where the app serves a demo bank. */
  readonly url: string;
  /** The page of phones, where Telegram is the local Bot API. */
  readonly phoneUrl: string | undefined;
  readonly print: (line: string) => void;
  /** The same seed draws the same customers. */
  readonly seed?: number;
}

export interface BusyDay {
  /** What a person should know of it, in lines. */
  readonly notice: string;
  /** Ends the day: advisors go home, tickets that still wait are given up, sessions end. */
  stop(): Promise<void>;
}

/**
 * A simulated day at both branches of the demo bank, through the app's HTTP API and sockets only,
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
  // Whose sign-ins are whose is known before anybody signs in.
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
      'A simulated day goes on at both branches, ' +
      `${crew.map(({ username }) => username).join(', ')} serving. ` +
      `${guests.join(' and ')} are left for you;\n` +
      'sign in as any other and the simulation lets go of them until you sign out.\n\n',
    async stop() {
      ending.abort();
      await running;
      await Promise.allSettled(advisors.map((advisor) => advisor.goHome()));
      await Promise.all(branches.map(({ customers }) => customers.giveUp()));
      await Promise.allSettled([auditor.end(), ...advisors.map((advisor) => advisor.endSession())]);
    },
  };
}

import { randomBytes } from 'node:crypto';
import { App } from '../../app/create-app';
import { Actor } from '../../app/domain/model/actor';
import { QueueConfig } from '../../app/domain/model/queue';
import { hashPassword, hashToken } from '../../app/vault/tokens';
import { Problem } from '../machine/problem';
import { Client } from './client';
import { Plan } from './plan';
import { QUEUES_OF } from './visit';

const SETTER: Actor = { kind: 'system', id: 'replay' };

/**
 * Settings of the bank's branch: always open, calls out of turn are allowed, absent consoles do not
 * pause advisors, one kiosk issues a day in seconds, the day closes at 06:00. The time zone is UTC,
 * because the file's clock has no zone and no daylight saving time.
 */
const settings = {
  timeZone: 'UTC',
  dayStartsAt: '06:00',
  hours: 'always',
  assignment: 'on-demand',
  outOfTurnAllowed: true,
  pauseAbsent: false,
  ticketsPerKiosk: 100_000,
  anonymousAllowed: true,
} as const;

const queue = (id: string, prefix: string, es: string, en: string): QueueConfig => ({
  id,
  prefix,
  names: { es, en },
  hints: { es: '', en: '' },
  priority: 1,
  targetMinutes: 20,
  averageMinutes: 5,
  open: true,
});

/** One queue for each of the bank's types of call. */
const queues: readonly QueueConfig[] = [
  queue('in', 'I', 'Soporte de internet', 'Internet support'),
  queue('ps', 'R', 'Consultas', 'Regular activity'),
  queue('nw', 'N', 'Clientes nuevos', 'Potential customers'),
  queue('ne', 'B', 'Bolsa', 'Stock exchange'),
  queue('tt', 'T', 'Otras consultas', 'Other enquiries'),
  queue('pe', 'E', 'Inglés', 'Regular activity in English'),
];

/** An advisor at their own counter. */
export interface Seat {
  readonly authorization: string;
  readonly counter: string;
}

export interface Bank {
  readonly branch: string;
  readonly kiosk: string;
  readonly auditor: string;
  readonly seats: ReadonlyMap<string, Seat>;
}

/**
 * Creates the branch through the app's own operations, as an admin would, then signs its staff on
 * and enrols its kiosk over HTTP.
 * @throws Problem if the branch exists, because a month needs a branch of its own
 */
export async function openBank(
  operations: App['operations'],
  client: Client,
  branch: string,
  advisors: Plan['advisors'],
): Promise<Bank> {
  if ((await operations.listBranches()).some(({ id }) => id === branch)) {
    throw new Problem(
      `The database already has a branch ${branch}, and a month needs one of its own. ` +
        `Name a new one: --branch ${branch}-2.`,
    );
  }
  await makeBranch(operations, branch);
  const asked = { branch, actor: SETTER };
  const password = randomBytes(32).toString('base64url');
  // 256 random bits cannot be guessed, so a cheap hash is enough.
  const passwordHash = await hashPassword(password, 4);
  const signIn = async (id: string, address: string) => {
    const { token } = await client.call('POST /api/sessions', {
      body: { username: id, password },
      address,
    });
    return `Bearer ${token}`;
  };
  const member = { branches: [branch], active: true, passwordHash };
  const seats = new Map<string, Seat>();
  for (const [index, { name, queues: served }] of advisors.entries()) {
    const counter = String(index + 1);
    const id = `${branch}-advisor-${counter}`;
    const address = `127.1.${Math.floor(index / 250)}.${(index % 250) + 1}`;
    await operations.saveCounter(asked, { id: counter, label: counter });
    await operations.saveStaff(SETTER, {
      ...member,
      id,
      username: id,
      firstName: name,
      role: 'advisor',
      queues: { [branch]: served.flatMap((pool) => QUEUES_OF[pool]) },
    });
    seats.set(name, { authorization: await signIn(id, address), counter });
  }
  const auditor = `${branch}-auditor`;
  await operations.saveStaff(SETTER, {
    ...member,
    id: auditor,
    username: auditor,
    firstName: 'Auditor',
    role: 'auditor',
    queues: {},
  });
  const kiosk = await enrolKiosk(operations, client, branch);
  return { branch, kiosk, auditor: await signIn(auditor, '127.1.255.1'), seats };
}

async function makeBranch(operations: App['operations'], branch: string): Promise<void> {
  await operations.saveBranch(SETTER, { id: branch, name: 'Anonymous Bank' });
  const asked = { branch, actor: SETTER };
  const { version } = await operations.getSettings(branch);
  await operations.putSettings(asked, { ifVersion: version, overrides: settings });
  for (const each of queues) await operations.saveQueue(asked, each);
}

/** Enrols the kiosk. @returns its Authorization header */
async function enrolKiosk(
  operations: App['operations'],
  client: Client,
  branch: string,
): Promise<string> {
  const code = randomBytes(16).toString('hex');
  await operations.saveDevice(SETTER, {
    id: `${branch}-kiosk`,
    kind: 'kiosk',
    branch,
    label: 'Kiosk',
    codeHash: hashToken(code),
  });
  const { token } = await client.call('POST /api/devices/enrol', { body: { code } });
  return `Bearer ${token}`;
}

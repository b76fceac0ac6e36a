import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { Stage } from '../stage';

/** A caller: what they hold, and what that makes them at each branch. */
export interface Identity {
  readonly name: string;
  /** `Authorization`; undefined for nobody. */
  readonly as?: string;
  /** A role, a kind of device, `customer`, or nothing: then no door but an open one opens. */
  readonly is?: string;
  /** Branches where they are. */
  readonly at: 'all' | readonly string[];
  /** Its token or key has ended, or never was valid. */
  readonly ended?: true;
  /** The ticket of a customer's key. */
  readonly ticket?: string;
  /** A key that staff were given: it shows the ticket but cannot act on it. */
  readonly reads?: true;
}

const PASSWORD = 'demo demo demo';

/**
 * One of each kind of person and device, and of each way in which a request has nobody behind it.
 */
export async function identities(stage: Stage): Promise<readonly Identity[]> {
  const admin = await stage.staff('admin-1');
  const local = async (role: string): Promise<Identity> => {
    const username = `local-${role}`;
    const staff = await stage.ask('PUT', `/api/staff/${username}`, {
      as: admin,
      body: { username, firstName: 'L', role, branches: ['1'], password: PASSWORD },
    });
    expect(staff.status).toBe(200);
    return { name: `${role} of branch 1`, as: await signIn(stage, username), is: role, at: ['1'] };
  };
  const ofBranch = (role: string, id: string, at: Identity['at'] = ['1']) =>
    stage.staff(id).then((as): Identity => ({ name: id, as, is: role, at }));
  const device = (kind: string, id: string, at: string) =>
    stage.device(id).then((as): Identity => ({ name: id, as, is: kind, at: [at] }));
  const mine = await stage.ticket();
  const other = await stage.call('POST /api/branches/:branch/tickets', {
    params: { branch: '2' },
    body: { queue: 'caja' },
    as: await stage.device('kiosk-2'),
  });
  const again = await stage.call('POST /api/branches/:branch/tickets/:ticket/reprint', {
    params: { branch: '1', ticket: mine.id },
    body: {},
    as: await stage.staff('host-1'),
  });
  return [
    await ofBranch('host', 'host-1'),
    await ofBranch('advisor', 'advisor-1'),
    await ofBranch('supervisor', 'supervisor-1', 'all'),
    await ofBranch('admin', 'admin-1', 'all'),
    await ofBranch('auditor', 'auditor-1', 'all'),
    await local('supervisor'),
    await local('admin'),
    await local('auditor'),
    await device('kiosk', 'kiosk-1', '1'),
    await device('display', 'display-1', '1'),
    await device('kiosk', 'kiosk-2', '2'),
    { name: 'printer-1', as: basic('printer-1', 'printer-1'), is: 'printer', at: ['1'] },
    { name: "a ticket's key", as: mine.as, is: 'customer', at: ['1'], ticket: mine.id },
    {
      name: "another person's key",
      as: `Ticket ${other.key}`,
      is: 'customer',
      at: ['2'],
      ticket: other.ticket.id,
    },
    {
      name: 'a key from staff',
      as: `Ticket ${again.key}`,
      is: 'customer',
      at: ['1'],
      ticket: mine.id,
      reads: true,
    },
    { name: 'nobody', at: [] },
    ...(await ended(stage, mine.key)),
  ];
}

const basic = (id: string, key: string) =>
  `Basic ${Buffer.from(`${id}:${key}`).toString('base64')}`;

async function signIn(stage: Stage, username: string): Promise<string> {
  const { token } = await stage.call('POST /api/sessions', {
    body: { username, password: username.startsWith('local-') ? PASSWORD : 'demo' },
  });
  return `Bearer ${token}`;
}

/** Sessions that ran out, were left idle or signed out, a device revoked, keys of nobody. */
async function ended(stage: Stage, key: string): Promise<readonly Identity[]> {
  const [late, idle, out] = [
    await signIn(stage, 'advisor-2'),
    await signIn(stage, 'advisor-3'),
    await signIn(stage, 'advisor-5'),
  ];
  const pool = new Pool({ connectionString: stage.databaseUrl });
  try {
    await pool.query("update sessions set expires_at = 1 where staff_id = 'advisor-2'");
    await pool.query("update sessions set idle_until = 1 where staff_id = 'advisor-3'");
  } finally {
    await pool.end();
  }
  expect((await stage.ask('DELETE', '/api/sessions', { as: out })).status).toBe(204);
  const admin = await stage.staff('admin-1');
  const revoked = await revokedDevice(stage, admin);
  const flipped = key.slice(0, -1) + (key.endsWith('A') ? 'B' : 'A');
  const nobody = { at: [], ended: true } as const;
  return [
    { name: 'a session that ran out', as: late, ...nobody },
    { name: 'a session left idle', as: idle, ...nobody },
    { name: 'a session signed out', as: out, ...nobody },
    { name: 'a revoked kiosk', as: revoked, ...nobody },
    { name: 'a key with one letter changed', as: `Ticket ${flipped}`, ...nobody },
    { name: 'a token of nobody', as: `Bearer ${randomUUID()}`, ...nobody },
    { name: 'a session as a printer', as: basic('printer-1', admin.slice(7)), ...nobody },
  ];
}

async function revokedDevice(stage: Stage, admin: string): Promise<string> {
  const device = { kind: 'kiosk', branch: '1', label: 'Old' } as const;
  const params = { device: 'kiosk-old' };
  const { code } = await stage.call('PUT /api/devices/:device', {
    params,
    body: device,
    as: admin,
  });
  const as = await stage.device(code!);
  await stage.call('PUT /api/devices/:device', {
    params,
    body: { ...device, revoked: true },
    as: admin,
  });
  return as;
}

import { rutOf } from '../../../support/rut';
import { Answer, Ask } from '../stage';
import { Crowd, PASSWORD, Person, PLACES, ROLES } from './crowd';

type Send = (method: string, path: string, ask: Ask) => Promise<Answer>;

/** Something that gives or takes rights; its effect is known once it has been answered. */
export interface Deed {
  readonly weight: number;
  does(send: Send): Promise<void>;
}

const other = (branch: string) => (branch === '1' ? '2' : '1');

/** @param as tokens of an administrator and a supervisor whose rights never change */
export function deeds(
  crowd: Crowd,
  as: { readonly admin: string; readonly supervisor: string; readonly kiosks: readonly string[] },
): Readonly<Record<string, Deed>> {
  const { dice } = crowd;
  const done = async (send: Send, method: string, path: string, ask: Ask) => {
    const answer = await send(method, path, ask);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
    return answer.body as unknown as Record<string, string>;
  };
  const save = async (send: Send, person: Person, to: object = {}) => {
    const { id, is: role, at: branches, active } = person;
    const body = { username: id, firstName: 'P', role, branches, active, queues: {}, ...to };
    await done(send, 'PUT', `/api/staff/${id}`, { as: as.admin, body });
  };
  const anyone = () => dice.of(crowd.people);
  const signIn = async (send: Send, person: Person) => {
    if (!person.active || !person.password) return;
    const body = { username: person.id, password: PASSWORD };
    const { token } = await done(send, 'POST', '/api/sessions', { body });
    person.good.push(`Bearer ${token}`);
  };
  const withPassword = async (send: Send, person: Person, active: boolean) => {
    await save(send, person, { active, ...(active ? { password: PASSWORD } : {}) });
    Object.assign(person, { active, password: active });
    crowd.ends(person);
  };
  return {
    rights: {
      weight: 6,
      async does(send) {
        const person = anyone();
        const [role, branches] = [dice.of(ROLES), dice.of(PLACES)];
        await save(send, person, { role, branches });
        const same = person.is === role && String(person.at) === String(branches);
        Object.assign(person, { is: role, at: branches });
        if (!same) crowd.ends(person);
      },
    },
    'the same again': { weight: 1, does: (send) => save(send, anyone()) },
    close: { weight: 2, does: (send) => withPassword(send, anyone(), false) },
    open: { weight: 3, does: (send) => withPassword(send, anyone(), true) },
    'sign in': { weight: 10, does: (send) => signIn(send, anyone()) },
    'sign out': {
      weight: 2,
      async does(send) {
        const person = anyone();
        if (!person.good.length) return;
        const key = dice.of(person.good);
        await done(send, 'DELETE', '/api/sessions', { as: key });
        crowd.ends(person, [key]);
      },
    },
    'all out': {
      weight: 2,
      async does(send) {
        const person = anyone();
        await done(send, 'DELETE', `/api/staff/${person.id}/sessions`, { as: as.admin });
        crowd.ends(person);
      },
    },
    device: {
      weight: 6,
      async does(send) {
        const device = dice.of(crowd.devices);
        const { id, is: kind } = device;
        const [branch] = device.at;
        const revoked = dice.chance(0.3);
        const newCode = !revoked && (device.good.length === 0 || dice.chance(0.5));
        const body = { kind, branch, label: 'D', revoked, newCode };
        const { code } = await done(send, 'PUT', `/api/devices/${id}`, { as: as.admin, body });
        if (revoked) crowd.ends(device);
        if (!newCode) return;
        const { token } = await done(send, 'POST', '/api/devices/enrol', { body: { code } });
        crowd.ends(device);
        device.good.push(`Bearer ${token}`);
      },
    },
    // A device stays where it was made, whatever an administrator asks.
    'device elsewhere': {
      weight: 1,
      async does(send) {
        const { id, is: kind, at } = dice.of(crowd.devices);
        const body = { kind, branch: other(at[0]), label: 'D', revoked: false, newCode: false };
        const { status } = await send('PUT', `/api/devices/${id}`, { as: as.admin, body });
        expect([id, status]).toEqual([id, 409]);
      },
    },
    visit: {
      weight: 3,
      async does(send) {
        const branch = dice.of(['1', '2']);
        const nationalId = rutOf(8_400_000 + crowd.visits.length);
        const at = `/api/branches/${branch}/tickets`;
        const { ticket, key } = (await done(send, 'POST', at, {
          as: as.kiosks[Number(branch) - 1],
          body: { queue: 'caja', nationalId },
        })) as unknown as { readonly ticket: { readonly id: string }; readonly key: string };
        const again = { as: as.supervisor, body: {} };
        const { key: reading } = await done(send, 'POST', `${at}/${ticket.id}/reprint`, again);
        crowd.visits.push({
          ...{ nationalId, ticket: ticket.id, branch },
          ...{ own: `Ticket ${key}`, reading: `Ticket ${reading}` },
        });
      },
    },
    // A ticket's keys outlive the ticket, and the person's data.
    erase: {
      weight: 1,
      async does(send) {
        const visit = crowd.visits.at(-1);
        if (!visit) return;
        const { branch, ticket, nationalId } = visit;
        await send('POST', `/api/branches/${branch}/tickets/${ticket}/cancel`, {
          as: as.supervisor,
          body: {},
        });
        await done(send, 'POST', '/api/customers/erase', { as: as.admin, body: { nationalId } });
      },
    },
  };
}

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import * as a from '../../wire/answers';
import * as b from '../../wire/bodies';
import { HttpParts } from '../request/parts';
import { ok, Route, route } from '../request/route';

const tag = 'Configuration';
/**
 * Letters of a printer's key, 128 bits: it is typed in once and stays. Other devices get a short
 * code, which they exchange for a token.
 */
const KEY_LETTERS = 26;
/** A code for a device is good for an hour. */
const CODE_MS = 3_600_000;

export function configurationRoutes(parts: HttpParts): readonly Route[] {
  const { operations } = parts;
  const known = async (branch: string) => {
    await operations.directory(branch);
  };
  const changesRights = async (
    id: string,
    { role, branches, active, password }: z.infer<typeof b.staffBody>,
  ) => {
    const before = (await operations.listStaff()).find((each) => each.id === id);
    return (
      before !== undefined &&
      (password !== undefined ||
        !active ||
        role !== before.role ||
        JSON.stringify(branches) !== JSON.stringify(before.branches))
    );
  };
  return [
    route({
      method: 'GET',
      path: '/api/branches',
      summary: 'Branches of the bank',
      tag,
      who: 'read-settings',
      answers: { 200: a.branchesAnswer },
      async handle({ viewer }) {
        const all = await operations.listBranches();
        return ok(
          viewer.kind === 'staff' && viewer.branches !== 'all'
            ? all.filter(({ id }) => viewer.branches.includes(id))
            : all,
        );
      },
    }),
    route({
      method: 'PUT',
      path: '/api/branches/:branch',
      summary: 'Makes or renames a branch',
      tag,
      who: 'configure-bank',
      command: true,
      body: b.branchBody,
      answers: { 200: a.branchSaved },
      async handle({ params, body, actor, asked }) {
        await operations.saveBranch(
          actor,
          { id: params.branch, name: body.name },
          asked().idempotency,
        );
        return ok({ id: params.branch, name: body.name });
      },
    }),
    route({
      method: 'GET',
      path: '/api/branches/:branch/queues',
      summary: 'Queues',
      tag,
      who: 'read-settings',
      answers: { 200: a.queuesAnswer },
      async handle({ params }) {
        await known(params.branch);
        return ok(await operations.listQueues(params.branch));
      },
    }),
    route({
      method: 'PUT',
      path: '/api/branches/:branch/queues/:queue',
      summary: 'Makes or changes a queue; a new target re-dues those waiting',
      tag,
      who: 'configure-branch',
      command: true,
      body: b.queueBody,
      answers: { 200: a.queueSaved },
      async handle({ params, body, asked }) {
        await operations.saveQueue(asked(params.branch), { id: params.queue, ...body });
        return ok({ id: params.queue, ...body });
      },
    }),
    route({
      method: 'GET',
      path: '/api/branches/:branch/counters',
      summary: 'Counters',
      tag,
      who: 'read-settings',
      answers: { 200: a.countersAnswer },
      async handle({ params }) {
        await known(params.branch);
        return ok(await operations.listCounters(params.branch));
      },
    }),
    route({
      method: 'PUT',
      path: '/api/branches/:branch/counters/:counter',
      summary: 'Makes or renames a counter',
      tag,
      who: 'configure-branch',
      command: true,
      body: b.counterBody,
      answers: { 200: a.counterSaved },
      async handle({ params, body, asked }) {
        await operations.saveCounter(asked(params.branch), {
          id: params.counter,
          label: body.label,
        });
        return ok({ id: params.counter, label: body.label });
      },
    }),
    route({
      method: 'GET',
      path: '/api/staff',
      summary: 'Staff',
      tag,
      who: 'configure-bank',
      answers: { 200: a.staffAnswer },
      handle: async () => ok(await operations.listStaff()),
    }),
    route({
      method: 'PUT',
      path: '/api/staff/:staff',
      summary: 'Makes or changes a staff member; a new password or other rights end their sessions',
      tag,
      who: 'configure-bank',
      command: true,
      body: b.staffBody,
      answers: { 200: a.staffSaved },
      async handle({ params, body, actor, asked }) {
        const { password, ...staff } = body;
        const passwordHash =
          password === undefined ? undefined : await parts.hashPassword(password);
        // Before the change, so that no session outlives the rights it began with; whoever is
        // refused it has only to sign in again.
        if (await changesRights(params.staff, body)) {
          (await parts.signIn.endSessionsOf(params.staff)).forEach(parts.endSession);
        }
        await operations.saveStaff(
          actor,
          { id: params.staff, ...staff, passwordHash },
          asked().idempotency,
        );
        return ok({ id: params.staff, ...staff });
      },
    }),
    route({
      method: 'GET',
      path: '/api/devices',
      summary: 'Devices',
      tag,
      who: 'configure-bank',
      query: b.devicesQuery,
      answers: { 200: a.devicesAnswer },
      handle: async ({ query }) => ok(await operations.listDevices(query.branch)),
    }),
    route({
      method: 'PUT',
      path: '/api/devices/:device',
      summary:
        'Makes, renames or revokes a device; answers its enrolment code, shown once; a ' +
        "printer's is its key: the password beside its id",
      tag,
      who: 'configure-bank',
      command: true,
      body: b.deviceBody,
      answers: { 200: b.deviceAnswer },
      async handle({ params, body, actor, asked }) {
        await known(body.branch);
        const { newCode, codeOpen: _, ...device } = body;
        const code =
          newCode && !body.revoked
            ? parts.newCode(body.kind === 'printer' ? KEY_LETTERS : undefined)
            : null;
        const fresh = code
          ? { codeHash: parts.hashToken(code), codeExpiresAt: parts.clock() + CODE_MS }
          : {};
        const { replayed } = await operations.saveDevice(
          actor,
          { id: params.device, ...device, ...fresh },
          asked().idempotency,
        );
        // The code of the first time is known to nobody any more; a new command makes a new one.
        return ok({ id: params.device, code: replayed ? null : code });
      },
    }),
    route({
      method: 'GET',
      path: '/api/webhooks',
      summary: 'Webhook endpoints',
      tag,
      who: 'configure-bank',
      answers: { 200: a.webhooksAnswer },
      handle: async () => ok(await operations.listWebhooks()),
    }),
    route({
      method: 'PUT',
      path: '/api/webhooks/:webhook',
      summary:
        'Registers or changes an endpoint (Standard Webhooks); the id is a UUID of yours. ' +
        'A new endpoint without a secret gets one, shown once',
      tag,
      who: 'configure-bank',
      command: true,
      body: b.webhookBody,
      answers: { 200: a.webhookSaved },
      async handle({ params, body, actor, asked }) {
        const id = params.webhook;
        if (body.branch) await known(body.branch);
        const isNew = !(await operations.listWebhooks()).some(
          (each) => (each as { readonly id: string }).id === id,
        );
        const made =
          isNew && body.secret === undefined
            ? `whsec_${randomBytes(32).toString('base64')}`
            : undefined;
        await operations.saveWebhook(
          actor,
          { id, ...body, ...(made ? { secret: made } : {}) },
          asked().idempotency,
        );
        return ok({
          id,
          url: body.url,
          types: body.types,
          branch: body.branch ?? null,
          active: body.active,
          secret: made ?? null,
        });
      },
    }),
    route({
      method: 'POST',
      path: '/api/customers/export',
      summary: 'All that is kept about a person',
      tag: 'Persons',
      who: 'persons',
      command: true,
      body: b.nationalIdBody,
      answers: { 200: a.exportAnswer },
      handle: async ({ body, actor, asked }) =>
        ok(await operations.exportCustomer(actor, body.nationalId, asked().idempotency)),
    }),
    route({
      method: 'POST',
      path: '/api/customers/erase',
      summary: 'Forgets a person; refused while a ticket is active',
      tag: 'Persons',
      who: 'persons',
      command: true,
      body: b.nationalIdBody,
      answers: { 200: a.eraseAnswer },
      handle: async ({ body, actor, asked }) =>
        ok(await operations.eraseCustomer(actor, body.nationalId, asked().idempotency)),
    }),
  ];
}

import { randomBytes } from 'node:crypto';
import { isOfProvider } from '../../domain/model/provider-staff';
import { HttpDeps } from '../request/deps';
import { ok, Route, route } from '../request/route';
import { refuseCommon } from './own-account';
import { refuseProviders } from './provider-fields';

const tag = 'Configuration';
/**
 * Letters of a printer's key, 128 bits: it is typed in once and stays. Other devices get a short
 * code, which they exchange for a token.
 */
const KEY_LETTERS = 26;
/** A code for a device is good for an hour. */
const CODE_MS = 3_600_000;

export function configurationRoutes(deps: HttpDeps): readonly Route[] {
  const { operations } = deps;
  const known = async (branch: string) => {
    await operations.directory(branch);
  };
  return [
    route('GET /api/branches', {
      summary: 'Branches of the bank',
      tag,
      who: 'read-settings',
      async handle({ viewer }) {
        const all = await operations.listBranches();
        return ok(
          viewer.kind === 'staff' && viewer.branches !== 'all'
            ? all.filter(({ id }) => viewer.branches.includes(id))
            : all,
        );
      },
    }),
    route('PUT /api/branches/:branch', {
      summary: 'Makes or renames a branch',
      tag,
      who: 'configure-bank',
      ofBank: true,
      async handle({ params, body, actor, context }) {
        await operations.saveBranch(
          actor,
          { id: params.branch, name: body.name },
          context().idempotency,
        );
        return ok({ id: params.branch, name: body.name });
      },
    }),
    route('GET /api/branches/:branch/queues', {
      summary: 'Queues',
      tag,
      who: 'read-settings',
      async handle({ params }) {
        await known(params.branch);
        return ok(await operations.listQueues(params.branch));
      },
    }),
    route('PUT /api/branches/:branch/queues/:queue', {
      summary: 'Makes or changes a queue; a new target re-dues those waiting',
      tag,
      who: 'configure-branch',
      async handle({ params, body, context }) {
        await operations.saveQueue(context(params.branch), { id: params.queue, ...body });
        return ok({ id: params.queue, ...body });
      },
    }),
    route('GET /api/branches/:branch/counters', {
      summary: 'Counters',
      tag,
      who: 'read-settings',
      async handle({ params }) {
        await known(params.branch);
        return ok(await operations.listCounters(params.branch));
      },
    }),
    route('PUT /api/branches/:branch/counters/:counter', {
      summary: 'Makes or renames a counter',
      tag,
      who: 'configure-branch',
      async handle({ params, body, context }) {
        await operations.saveCounter(context(params.branch), {
          id: params.counter,
          label: body.label,
        });
        return ok({ id: params.counter, label: body.label });
      },
    }),
    route('GET /api/staff', {
      summary: 'Staff',
      tag,
      who: 'configure-bank',
      handle: async () =>
        ok(
          (await operations.listStaff()).map(({ hasPassword, ...staff }) => ({
            ...staff,
            signsInBy: isOfProvider(staff.id)
              ? ('provider' as const)
              : hasPassword
                ? ('password' as const)
                : null,
          })),
        ),
    }),
    route('PUT /api/staff/:staff', {
      summary:
        'Makes or changes a staff member; a new password or other rights end their sessions, and ' +
        'closing takes password and second factor away',
      tag,
      who: 'configure-bank',
      async handle({ params, body, actor, context }) {
        const { password, signsInBy: _, ...staff } = body;
        if (isOfProvider(params.staff)) {
          const all = await operations.listStaff();
          refuseProviders(
            all.find(({ id }) => id === params.staff),
            body,
          );
        }
        if (password !== undefined) await refuseCommon(password, [body.username, body.firstName]);
        const passwordHash = password === undefined ? undefined : await deps.hashPassword(password);
        const ended = await deps.signIn.beforeTheyEnd(params.staff);
        await operations.saveStaff(
          actor,
          { id: params.staff, ...staff, passwordHash },
          context().idempotency,
        );
        (await ended()).forEach(deps.endSession);
        return ok({ id: params.staff, ...staff });
      },
    }),
    route('GET /api/devices', {
      summary: 'Devices',
      tag,
      who: 'configure-bank',
      handle: async ({ query }) => ok(await operations.listDevices(query.branch)),
    }),
    route('PUT /api/devices/:device', {
      summary:
        'Makes, renames or revokes a device; answers its enrolment code, shown once; a ' +
        "printer's is its key: the password beside its id",
      tag,
      who: 'configure-bank',
      async handle({ params, body, actor, context }) {
        await known(body.branch);
        const { newCode, codeOpen: _, ...device } = body;
        const code =
          newCode && !body.revoked
            ? deps.newCode(body.kind === 'printer' ? KEY_LETTERS : undefined)
            : null;
        const fresh = code
          ? { codeHash: deps.hashToken(code), codeExpiresAt: deps.clock() + CODE_MS }
          : {};
        const forget = body.revoked ? await deps.signIn.toForget(params.device) : undefined;
        const { replayed } = await operations.saveDevice(
          actor,
          { id: params.device, ...device, ...fresh },
          context().idempotency,
        );
        await forget?.();
        // Nobody knows the first command's code any more; a new command makes a new one.
        return ok({ id: params.device, code: replayed ? null : code });
      },
    }),
    route('GET /api/webhooks', {
      summary: 'Webhook endpoints',
      tag,
      who: 'configure-bank',
      handle: async () => ok(await operations.listWebhooks()),
    }),
    route('PUT /api/webhooks/:webhook', {
      summary:
        'Registers or changes an endpoint (Standard Webhooks); the id is a UUID of yours. ' +
        'A new endpoint without a secret gets one, shown once',
      tag,
      who: 'configure-bank',
      async handle({ params, body, actor, context }) {
        const id = params.webhook;
        if (body.branch) await known(body.branch);
        const isNew = !(await operations.listWebhooks()).some((each) => each.id === id);
        const made =
          isNew && body.secret === undefined
            ? `whsec_${randomBytes(32).toString('base64')}`
            : undefined;
        await operations.saveWebhook(
          actor,
          { id, ...body, ...(made ? { secret: made } : {}) },
          context().idempotency,
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
    route('POST /api/customers/export', {
      summary: 'All that is kept about a person',
      tag: 'Persons',
      who: 'persons',
      handle: async ({ body, actor, context }) =>
        ok(await operations.exportCustomer(actor, body, context().idempotency)),
    }),
    route('POST /api/customers/erase', {
      summary: 'Forgets a person; refused while a ticket is active',
      tag: 'Persons',
      who: 'persons',
      handle: async ({ body, actor, context }) =>
        ok(await operations.eraseCustomer(actor, body, context().idempotency)),
    }),
  ];
}

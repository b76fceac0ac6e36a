import { IncomingMessage } from 'node:http';
import { rfc3339, rfc3339OrNull } from '../../domain/views/rfc3339';
import { cookieIn, KNOWN_COOKIE, marksIn } from '../../identity/cookies';
import { ShownPasskey } from '../../identity/passkeys';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';
import { Call, ok, Route, route, staffOf } from '../request/route';
import { refuseOfProvider } from './provider-fields';
import { createSignedIn, signingOut } from './signed-in';

const tag = 'Sessions';

/** Passkeys: signing in, proving again, one's own, and what administrators do with others'. */
export function passkeyRoutes(deps: HttpDeps): readonly Route[] {
  return [...stepRoutes(deps), ...ownRoutes(deps), ...proofRoutes(deps), ...othersRoutes(deps)];
}

const from = (request: IncomingMessage, address: string) => ({
  address,
  marks: marksIn(cookieIn(request.headers.cookie, KNOWN_COOKIE)),
});
const sessionOf = ({ viewer }: Pick<Call, 'viewer'>) => ({
  staff: staffOf(viewer),
  session: viewer.kind === 'staff' ? viewer.session : '',
});
const dated = <T extends { readonly until: number }>(asked: T) => ({
  ...asked,
  until: rfc3339(asked.until),
});
const shown = ({ id, name, addedAt, usedAt }: ShownPasskey) => ({
  ...{ id, name },
  addedAt: rfc3339(addedAt),
  usedAt: rfc3339OrNull(usedAt),
});

function stepRoutes(deps: HttpDeps): readonly Route[] {
  const { passkeyUse } = deps;
  const signedIn = createSignedIn(deps);
  const signOutOf = signingOut(deps);
  return [
    route('POST /api/sessions/passkey/ask', {
      summary:
        'What a browser asks a passkey for: with the step of a right password, or instead of one',
      tag,
      who: 'nobody',
      handle: async ({ body }) => ok(dated(await passkeyUse.ask(body.step))),
    }),
    route('POST /api/sessions/passkey', {
      summary: 'Signs in by a passkey: with the step of a right password, or alone',
      tag,
      who: 'nobody',
      async handle({ body: { step, ...answer }, address, request }) {
        const by = from(request, address);
        const opened =
          step === undefined
            ? await passkeyUse.alone(answer, by)
            : await passkeyUse.withStep(step, answer, by);
        // Anybody signed in with this browser before no longer is.
        if (request.headers.authorization === undefined) await signOutOf(request);
        return signedIn(201, opened, by.marks);
      },
    }),
    route('POST /api/sessions/second-step/passkey/offer', {
      summary: 'What a passkey is made from, for whom the bank requires one and has none',
      tag,
      who: 'nobody',
      handle: async ({ body }) => ok(dated(await passkeyUse.offer(body.step))),
    }),
    route('POST /api/sessions/second-step/passkey', {
      summary: 'Adds that passkey and signs in; answers the recovery codes, shown once',
      tag,
      who: 'nobody',
      async handle({ body, address, request }) {
        const by = from(request, address);
        const { opened, codes } = await passkeyUse.enrol(body, by);
        if (request.headers.authorization === undefined) await signOutOf(request);
        const { body: mine, ...answer } = await signedIn(201, opened, by.marks);
        return { ...answer, body: { ...mine, recoveryCodes: codes } };
      },
    }),
  ];
}

function ownRoutes(deps: HttpDeps): readonly Route[] {
  const { passkeys, signIn, ownSessions } = deps;
  const refuse = (staff: string) => refuseOfProvider(staff, 'passkey', 'The second factor');
  const endOthers = async ({ staff, session }: ReturnType<typeof sessionOf>) =>
    (await ownSessions.endOthers(staff, session)).forEach(deps.endSession);
  return [
    route('GET /api/sessions/passkeys', {
      summary: 'My passkeys',
      tag,
      who: 'own-account',
      handle: async ({ viewer }) => ok((await passkeys.list(staffOf(viewer))).map(shown)),
    }),
    route('POST /api/sessions/passkeys/offer', {
      summary: 'What a passkey is made from; nothing changes until it is added',
      tag,
      who: 'own-account',
      async handle(call) {
        const mine = sessionOf(call);
        refuse(mine.staff);
        const person = await signIn.personOf(mine.staff);
        return ok(dated(await passkeys.offer(person, { for: 'add', ...mine })));
      },
    }),
    route('POST /api/sessions/passkeys', {
      summary:
        'Adds a passkey; with a first second factor it answers recovery codes and ends my other ' +
        'sessions',
      tag,
      who: 'own-account',
      async handle(call) {
        const mine = sessionOf(call);
        const errand = { for: 'add', ...mine } as const;
        const { change, codes } = await passkeys.accept(mine.staff, errand, call.body);
        await passkeys.add(mine.staff, { ...change, by: { session: mine.session } });
        // Sessions that a password alone opened must not outlive this.
        if (codes) await endOthers(mine);
        return { status: 201, body: { recoveryCodes: codes ?? null } };
      },
    }),
    route('PUT /api/sessions/passkeys/:passkey', {
      summary: 'Gives one of my passkeys another name',
      tag,
      who: 'own-account',
      async handle({ viewer, params, body }) {
        await passkeys.name(staffOf(viewer), params.passkey, body.name);
        return { status: 204, body: undefined };
      },
    }),
    route('DELETE /api/sessions/passkeys/:passkey', {
      summary: 'Removes one of my passkeys and ends my other sessions',
      tag,
      who: 'own-account',
      async handle(call) {
        const mine = sessionOf(call);
        const { required } = await signIn.personOf(mine.staff);
        await passkeys.remove(mine.staff, call.params.passkey, mine.staff, !required);
        // Somebody who found the lost key may have signed in with it.
        await endOthers(mine);
        return { status: 204, body: undefined };
      },
    }),
  ];
}

function proofRoutes({ passkeyUse }: HttpDeps): readonly Route[] {
  return [
    route('POST /api/sessions/proof/passkey/ask', {
      summary: 'What a browser asks a passkey for, to prove again who I am',
      tag,
      who: 'own-account',
      handle: async (call) => ok(dated(await passkeyUse.askAgain(sessionOf(call)))),
    }),
    route('POST /api/sessions/proof/passkey', {
      summary:
        'Proves again who I am by a passkey, with the password where it does not ask who is there',
      tag,
      who: 'own-account',
      async handle(call) {
        const by = from(call.request, call.address);
        const until = await passkeyUse.proveAgain(sessionOf(call), call.body, by);
        return ok({ until: rfc3339(until) });
      },
    }),
  ];
}

function othersRoutes(deps: HttpDeps): readonly Route[] {
  const { passkeys, signIn } = deps;
  return [
    route('GET /api/staff/:staff/passkeys', {
      summary: 'The passkeys of a member of staff',
      tag: 'Configuration',
      who: 'configure-bank',
      handle: async ({ params }) => ok((await passkeys.list(params.staff)).map(shown)),
    }),
    route('DELETE /api/staff/:staff/passkeys/:passkey', {
      summary: 'Removes a passkey of somebody who lost it, and ends their sessions',
      tag: 'Configuration',
      who: 'configure-bank',
      async handle({ viewer, actor, params: { staff, passkey } }) {
        if (staff === staffOf(viewer)) throw own();
        const ended = await signIn.beforeTheyEnd(staff);
        await passkeys.remove(staff, passkey, actor, true);
        (await ended()).forEach(deps.endSession);
        return { status: 204, body: undefined };
      },
    }),
  ];
}

const own = () =>
  new HttpProblem(
    409,
    'own_second_factor',
    'Your own passkeys are on your account page; another administrator can remove them.',
    [{ field: 'staff', got: 'yourself', wants: 'another member of staff' }],
  );

import { notEnrolled } from '../../domain/model/second-factor';
import { rfc3339, rfc3339OrNull } from '../../domain/views/rfc3339';
import { cookieIn, KNOWN_COOKIE, marksIn } from '../../identity/cookies';
import { Offer } from '../../identity/second-factor';
import { Viewer } from '../../ports';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';
import { ok, Route, route, staffOf } from '../request/route';
import { refuseOfProvider } from './provider-fields';
import { createSignedIn, signingOut } from './signed-in';

const tag = 'Sessions';
const shown = ({ until, ...offer }: Offer) => ({ ...offer, until: rfc3339(until) });

/** The second step of signing in, one's own second factor, and what administrators do. */
export function secondFactorRoutes(deps: HttpDeps): readonly Route[] {
  return [...stepRoutes(deps), ...ownRoutes(deps), ...othersRoutes(deps)];
}

const sessionOf = (viewer: Viewer) => (viewer.kind === 'staff' ? viewer.session : '');
const marksOf = (cookie: string | undefined) => marksIn(cookieIn(cookie, KNOWN_COOKIE));

function stepRoutes(deps: HttpDeps): readonly Route[] {
  const { secondStep } = deps;
  const signedIn = createSignedIn(deps);
  const signOutOf = signingOut(deps);
  return [
    route('POST /api/sessions/second-step', {
      summary: 'Signs in with the step that a right password opened, and a code or recovery code',
      tag,
      who: 'nobody',
      async handle({ body, address, request }) {
        const marks = marksOf(request.headers.cookie);
        const opened = await secondStep.withCode(body.step, body.code, address, marks);
        if (request.headers.authorization === undefined) await signOutOf(request);
        return signedIn(201, opened, marks);
      },
    }),
    route('POST /api/sessions/second-step/offer', {
      summary: 'A secret to enrol with, for whom the bank requires a second factor and has none',
      tag,
      who: 'nobody',
      handle: async ({ body }) => ok(shown(await secondStep.offer(body.step))),
    }),
    route('POST /api/sessions/second-step/enrol', {
      summary: 'Enrols with that secret and signs in; answers the recovery codes, shown once',
      tag,
      who: 'nobody',
      async handle({ body, address, request }) {
        const marks = marksOf(request.headers.cookie);
        const { opened, codes } = await secondStep.enrol(body, address, marks);
        if (request.headers.authorization === undefined) await signOutOf(request);
        const { body: mine, ...answer } = await signedIn(201, opened, marks);
        return { ...answer, body: { ...mine, recoveryCodes: codes } };
      },
    }),
  ];
}

function ownRoutes(deps: HttpDeps): readonly Route[] {
  const { secondFactor, passkeys, signIn, ownSessions } = deps;
  const me = signIn.personOf;
  return [
    route('POST /api/sessions/proof', {
      summary: 'Proves again who I am: for this session, for ten minutes',
      tag,
      who: 'own-account',
      async handle({ viewer, body, address, request }) {
        const marks = marksOf(request.headers.cookie);
        const asked = { staff: staffOf(viewer), session: sessionOf(viewer) };
        return ok({ until: rfc3339(await deps.proof.give(asked, body, address, marks)) });
      },
    }),
    route('GET /api/sessions/second-factor', {
      summary: 'Whether I have a second factor, and what became of the last one',
      tag,
      who: 'own-account',
      async handle({ viewer }) {
        const { required, app } = await me(staffOf(viewer));
        const factor = await secondFactor.of(staffOf(viewer));
        return ok({
          enrolledAt: factor?.active ? rfc3339(factor.enrolledAt) : null,
          app,
          passkeys: (await passkeys.list(staffOf(viewer))).length,
          recoveryCodes: factor?.recovery.length ?? 0,
          required,
          endedAt: rfc3339OrNull(factor?.endedAt ?? null),
          endedBecause: factor?.endedBecause ?? null,
        });
      },
    }),
    route('POST /api/sessions/second-factor/offer', {
      summary: 'A secret to enrol with, shown once; nothing changes until a code confirms it',
      tag,
      who: 'own-account',
      async handle({ viewer }) {
        refuseOfProvider(staffOf(viewer), 'secondFactor', 'The second factor');
        return ok(shown(await secondFactor.offer(await me(staffOf(viewer)))));
      },
    }),
    route('PUT /api/sessions/second-factor', {
      summary:
        'Enrols with that secret, in place of one before; ends my other sessions; answers the ' +
        'recovery codes',
      tag,
      who: 'own-account',
      async handle({ viewer, body }) {
        const staff = staffOf(viewer);
        const { change, codes } = await secondFactor.accept(await me(staff), body.offer, body.code);
        const session = sessionOf(viewer);
        await secondFactor.use(staff, { ...change, replaces: true, by: { session } });
        // Sessions that a password alone opened must not outlive this.
        (await ownSessions.endOthers(staff, session)).forEach(deps.endSession);
        return ok({ recoveryCodes: codes });
      },
    }),
    route('POST /api/sessions/second-factor/recovery', {
      summary: 'New recovery codes, shown once; earlier ones no longer work',
      tag,
      who: 'own-account',
      handle: async ({ viewer }) =>
        ok({ recoveryCodes: await secondFactor.renew(staffOf(viewer), sessionOf(viewer)) }),
    }),
    route('DELETE /api/sessions/second-factor', {
      summary:
        'Ends my authenticator app, unless the bank requires a second factor and I have no other',
      tag,
      who: 'own-account',
      async handle({ viewer }) {
        const staff = staffOf(viewer);
        await secondFactor.end(staff, staff, !(await me(staff)).required);
        return { status: 204, body: undefined };
      },
    }),
  ];
}

function othersRoutes(deps: HttpDeps): readonly Route[] {
  const { operations, secondFactor, signIn } = deps;
  return [
    route('GET /api/second-factors', {
      summary: 'Of which roles the bank requires a second factor, and who has one',
      tag: 'Configuration',
      who: 'configure-bank',
      handle: async () =>
        ok({
          requiredOf: await secondFactor.rules(),
          enrolled: (await secondFactor.all()).map(({ enrolledAt, left, ...theirs }) => ({
            ...theirs,
            enrolledAt: rfc3339(enrolledAt),
            recoveryCodes: left,
          })),
        }),
    }),
    route('PUT /api/second-factors', {
      summary: 'Requires a second factor of a role from the next sign-in on, or no longer',
      tag: 'Configuration',
      who: 'configure-bank',
      async handle({ actor, body, context }) {
        const { role, required } = body;
        await operations.requireSecondFactor(actor, role, required, context().idempotency);
        return ok({ requiredOf: await secondFactor.rules() });
      },
    }),
    route('DELETE /api/staff/:staff/second-factor', {
      summary:
        'Ends the second factor of somebody who lost it, passkeys included, and their sessions',
      tag: 'Configuration',
      who: 'configure-bank',
      async handle({ viewer, actor, params: { staff } }) {
        if (staff === staffOf(viewer)) throw own();
        if (!(await secondFactor.of(staff))?.active) throw notEnrolled();
        const ended = await signIn.beforeTheyEnd(staff);
        await secondFactor.end(staff, actor);
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
    'Your own second factor is on your account page; another administrator can reset it.',
    [{ field: 'staff', got: 'yourself', wants: 'another member of staff' }],
  );

import { BANK } from '../../domain/model/bank';
import { Viewer } from '../../ports';
import { HttpDeps } from '../request/deps';
import { Call, ok, Route, route } from '../request/route';

const tag = 'Persons';

/** The rights of persons over their data (LEY-21719): asked, listed, answered, carried out. */
export function rightsRoutes({ operations }: HttpDeps): readonly Route[] {
  const mine = ({ viewer }: Pick<Call, 'viewer'>) =>
    viewer as Extract<Viewer, { readonly kind: 'ticket' }>;
  return [
    route('POST /api/my/requests', {
      summary: 'A right over my data: the bank has 30 days to answer',
      tag,
      who: 'ticket',
      async handle(call) {
        const { branch, ticket } = mine(call);
        return {
          status: 201,
          body: await operations.askOwnRight(call.context(branch), ticket, call.body),
        };
      },
    }),
    route('GET /api/my/requests', {
      summary: 'What was asked from the page of this ticket, and what came of it',
      tag,
      who: 'ticket',
      handle: async (call) => ok(await operations.ownRequests(mine(call).ticket)),
    }),
    route('POST /api/branches/:branch/requests', {
      summary: 'The desk writes down what a person asks by a right over their data',
      tag,
      who: 'attend',
      handle: async ({ body, context }) => ({
        status: 201,
        body: await operations.askRightAtDesk(context(), body),
      }),
    }),
    route('GET /api/customers/requests', {
      summary: 'What persons have asked, the first due first; or what was answered. Audited',
      tag,
      who: 'persons',
      async handle({ query, context }) {
        await operations.recordReading(context(BANK), 'requests-read', { state: query.state });
        return ok(await operations.listRequests(query.state === 'open'));
      },
    }),
    route('GET /api/customers/requests/due', {
      summary: 'How many requests of persons wait, are due within seven days, and are late',
      tag,
      who: 'persons',
      handle: async () => ok(await operations.requestsDue()),
    }),
    route('POST /api/customers/requests/:request/extend', {
      summary: 'Takes 30 days more to answer, which the law allows once; the person is told why',
      tag,
      who: 'persons',
      handle: async ({ params, body, actor, context }) =>
        ok(
          await operations.extendRequest(actor, params.request, body.reason, context().idempotency),
        ),
    }),
    route('POST /api/customers/requests/:request/answer', {
      summary: 'What a person asked was done, or why it was not',
      tag,
      who: 'persons',
      handle: async ({ params, body, actor, context }) =>
        ok(await operations.answerRequest(actor, params.request, body, context().idempotency)),
    }),
    route('POST /api/customers/rectify', {
      summary: 'Puts a national ID or a phone right',
      tag,
      who: 'persons',
      handle: async ({ body, actor, context }) =>
        ok(await operations.rectifyPerson(actor, body, context().idempotency)),
    }),
    route('POST /api/customers/oppose', {
      summary: 'Ends messages to a person, or that they are asked how it was',
      tag,
      who: 'persons',
      handle: async ({ body, actor, context }) =>
        ok(await operations.opposePerson(actor, body, context().idempotency)),
    }),
  ];
}

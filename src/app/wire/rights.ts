import { z } from 'zod';
import { instant, phone, uuid, Wire, words } from './common';
import { personAtDesk, personBody } from './configuration';
import { answeredState, extensionReason, refusalReason, requestState, right } from './enums';

/** Requests of persons by their rights over their data, and what the bank does about them. */

const asked = {
  right,
  words: words(1000).optional().meta({ description: 'what it is about, such as what is wrong' }),
  reach: words(200)
    .optional()
    .meta({ description: 'where the answer should go: an address or a telephone number' }),
};
const askBody = z.strictObject(asked);
const askAtDeskBody = z.strictObject({ person: personAtDesk, ...asked });
const request = z
  .object({
    id: uuid,
    right,
    state: requestState,
    askedAt: instant,
    dueAt: instant.meta({ description: 'until when the bank has to answer' }),
    endedAt: instant.nullable(),
    reason: refusalReason.nullable(),
    extended: extensionReason
      .nullable()
      .meta({ description: 'why it is due 30 days later than it was; null: it is not' }),
  })
  .meta({ id: 'PersonRequest' });
export type OwnRequest = Wire<typeof request>;

const listed = request.extend({
  branch: z.string(),
  number: z.string().nullable().meta({ description: 'of the ticket whose page asked' }),
  person: z
    .string()
    .nullable()
    .meta({ description: 'the national ID or phone, masked; null where nobody was found' }),
  words: z.string().nullable(),
  reach: z.string().nullable(),
  answeredBy: z.string().nullable(),
});
export type ListedRequest = Wire<typeof listed>;

const requestsQuery = z.strictObject({
  state: z.enum(['open', 'answered'], 'open or answered').default('open'),
});
const answerBody = z
  .strictObject({ state: answeredState, reason: refusalReason.optional() })
  .refine(({ state, reason }) => (state === 'refused') === (reason !== undefined), {
    path: ['reason'],
    error: 'a reason where it is refused, and none where it is granted',
  });
const extendBody = z.strictObject({ reason: extensionReason });
const extended = z.object({ id: uuid, dueAt: instant });
export type Extended = Wire<typeof extended>;
const count = z.number().int();
const due = z.object({
  open: count,
  soon: count.meta({ description: 'of these, due within seven days' }),
  late: count.meta({ description: 'of these, past the day that was due' }),
});
export type RequestsDue = Wire<typeof due>;

const answered = z.object({ id: uuid, state: requestState });
export type Answered = Wire<typeof answered>;

const rectifyBody = z.strictObject({
  person: personBody,
  correct: z
    .strictObject({
      nationalId: z
        .string('a RUT, such as 12345678-5')
        .max(300, 'a RUT, such as 12345678-5')
        .optional(),
      phone: phone.optional(),
    })
    .refine(({ nationalId, phone: number }) => nationalId !== undefined || number !== undefined, {
      error: 'nationalId, phone, or both, as they should be',
    }),
});
export type RectifyBody = Wire<typeof rectifyBody>;
const rectified = z.object({ rectified: z.boolean() });
export type Rectified = Wire<typeof rectified>;

const opposeBody = z.strictObject({
  person: personBody,
  to: z
    .array(z.enum(['messages', 'feedback'], 'messages or feedback'))
    .min(1, 'at least one of messages and feedback')
    .max(2, 'messages, feedback, or both'),
});
export type OpposeBody = Wire<typeof opposeBody>;
const opposed = z.object({ opposed: z.boolean(), ended: z.number() });
export type Opposed = Wire<typeof opposed>;

/** Part of `routes`. */
export const rightsExchanges = {
  'POST /api/my/requests': { command: true, body: askBody, answers: { 201: request } },
  'GET /api/my/requests': { answers: { 200: z.array(request) } },
  'POST /api/branches/:branch/requests': {
    command: true,
    body: askAtDeskBody,
    answers: { 201: request },
  },
  'GET /api/customers/requests': { query: requestsQuery, answers: { 200: z.array(listed) } },
  'GET /api/customers/requests/due': { answers: { 200: due } },
  'POST /api/customers/requests/:request/extend': {
    command: true,
    body: extendBody,
    answers: { 200: extended },
  },
  'POST /api/customers/requests/:request/answer': {
    command: true,
    body: answerBody,
    answers: { 200: answered },
  },
  'POST /api/customers/rectify': {
    command: true,
    body: rectifyBody,
    answers: { 200: rectified },
  },
  'POST /api/customers/oppose': { command: true, body: opposeBody, answers: { 200: opposed } },
} as const;

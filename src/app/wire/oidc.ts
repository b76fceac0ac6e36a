import { z } from 'zod';
import { flag, instant, Wire } from './common';
import { signedIn } from './sessions';

/** The bank's own sign-in (OpenID Connect). */

const words = z.object({ es: z.string().optional(), en: z.string().optional() });
const ways = z.object({
  passwords: z
    .enum(['everybody', 'administrators'])
    .meta({ description: 'who signs in by a password' }),
  provider: z
    .object({ button: words.meta({ description: "the bank's words for the button, if any" }) })
    .nullable()
    .meta({ description: "the bank's own sign-in; null: there is none" }),
  passkeys: flag.meta({ description: 'whether passkeys can be used at the public address' }),
  firstAdmin: flag.meta({
    description: 'the bank has no administrator yet, and a code to make one',
  }),
});
export type WaysIn = Wire<typeof ways>;

const begun = z.object({
  address: z.url().meta({ description: 'where the browser goes next' }),
});
const answer = z
  .string("what the bank's sign-in put behind ? in the address")
  .min(1, "what the bank's sign-in put behind ? in the address")
  .max(8000, 'at most 8000 characters');
const answerBody = z.strictObject({ answer });
const logoutBody = z.object({
  logout_token: z.string('a logout token').min(1, 'a logout token').max(20_000, 'a logout token'),
});

export const oidcExchanges = {
  'GET /api/sessions/ways': { answers: { 200: ways } },
  'POST /api/sessions/oidc/begin': { answers: { 200: begun } },
  'POST /api/sessions/oidc': { body: answerBody, answers: { 201: signedIn } },
  'POST /api/sessions/oidc/proof': { answers: { 200: begun } },
  'POST /api/sessions/oidc/proved': {
    body: answerBody,
    answers: { 200: z.object({ until: instant }) },
  },
  'POST /api/sessions/oidc/logout': { form: true, body: logoutBody, answers: { 200: undefined } },
} as const;

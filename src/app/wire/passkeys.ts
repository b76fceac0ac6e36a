import { z } from 'zod';
import { instant, Wire, words } from './common';
import { recoveryCodes, signedIn } from './sessions';

/** Passkeys: keys of people's devices, by Web Authentication. Bytes are in base64url. */

const id = z
  .string('the id of a credential')
  .regex(/^[\w-]{1,1500}$/, 'the id of a credential in base64url');
const bytes = (what: string, most: number) => z.string(what).min(1, what).max(most, what);
const clientDataJSON = bytes('clientDataJSON in base64url', 6000);

/** As `toJSON()` of a browser's credential returns it; its other members are ignored. */
const used = z.object({
  id,
  response: z.object({
    clientDataJSON,
    authenticatorData: bytes('authenticatorData in base64url', 6000),
    signature: bytes('a signature in base64url', 6000),
    userHandle: z.string('a handle in base64url').max(200).nullish(),
  }),
});
const fresh = z.object({
  id,
  response: z.object({
    clientDataJSON,
    attestationObject: bytes('attestationObject in base64url', 40_000),
    transports: z.array(z.string('a transport').max(40)).max(10).optional(),
  }),
});

const attempt = z.string('the attempt that came with the challenge').min(1).max(3000);
const step = z.string('the step that a right password opened').min(1).max(2000);
const name = words(60);

const described = z.object({
  type: z.literal('public-key'),
  id: z.string(),
  transports: z.array(z.string()).optional(),
});
const asked = z.object({
  attempt: z.string().meta({ description: 'comes back with the answer; good for one' }),
  until: instant,
  publicKey: z
    .object({
      challenge: z.string(),
      rpId: z.string(),
      timeout: z.number(),
      userVerification: z.enum(['required', 'preferred', 'discouraged']),
      allowCredentials: z.array(described),
    })
    .meta({ description: 'PublicKeyCredentialRequestOptionsJSON' }),
});
export type AskedPasskey = Wire<typeof asked>;
const offered = z.object({
  attempt: z.string().meta({ description: 'comes back with the answer; good for one' }),
  until: instant,
  publicKey: z
    .object({
      challenge: z.string(),
      rp: z.object({ id: z.string(), name: z.string() }),
      user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
      pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number() })),
      timeout: z.number(),
      attestation: z.literal('none'),
      authenticatorSelection: z.object({
        residentKey: z.literal('preferred'),
        userVerification: z.literal('preferred'),
      }),
      excludeCredentials: z.array(described),
    })
    .meta({ description: 'PublicKeyCredentialCreationOptionsJSON' }),
});
export type OfferedPasskey = Wire<typeof offered>;

const passkey = z.object({
  id: z.string(),
  name: z.string(),
  addedAt: instant,
  usedAt: instant.nullable().meta({ description: 'the last use; null: none yet' }),
});
export type Passkey = Wire<typeof passkey>;
const passkeys = z.array(passkey);

const askBody = z.strictObject({
  step: step.optional().meta({ description: 'of a right password; without it, nothing is known' }),
});
const signInBody = z.strictObject({ step: step.optional(), attempt, credential: used });
const nameBody = z.strictObject({ name });
const enrolBody = z.strictObject({ step, attempt, name, credential: fresh });
const addBody = z.strictObject({ attempt, name, credential: fresh });
const added = z.object({
  recoveryCodes: recoveryCodes.nullable().meta({
    description: 'shown once, with a first factor; null: there are some already',
  }),
});
const proofBody = z.strictObject({
  attempt,
  credential: used,
  password: z
    .string('your password')
    .min(1, 'your password')
    .max(1000, 'your password')
    .optional()
    .meta({ description: 'where the authenticator does not ask who is there' }),
});

export const passkeyExchanges = {
  'POST /api/sessions/passkey/ask': { body: askBody, answers: { 200: asked } },
  'POST /api/sessions/passkey': { body: signInBody, answers: { 201: signedIn } },
  'POST /api/sessions/second-step/passkey/offer': {
    body: z.strictObject({ step }),
    answers: { 200: offered },
  },
  'POST /api/sessions/second-step/passkey': {
    body: enrolBody,
    answers: { 201: signedIn.extend({ recoveryCodes }) },
  },
  'GET /api/sessions/passkeys': { answers: { 200: passkeys } },
  'POST /api/sessions/passkeys/offer': { answers: { 200: offered } },
  'POST /api/sessions/passkeys': { body: addBody, answers: { 201: added } },
  'PUT /api/sessions/passkeys/:passkey': { body: nameBody, answers: { 204: undefined } },
  'DELETE /api/sessions/passkeys/:passkey': { answers: { 204: undefined } },
  'POST /api/sessions/proof/passkey/ask': { answers: { 200: asked } },
  'POST /api/sessions/proof/passkey': {
    body: proofBody,
    answers: { 200: z.object({ until: instant }) },
  },
  'GET /api/staff/:staff/passkeys': { answers: { 200: passkeys } },
  'DELETE /api/staff/:staff/passkeys/:passkey': { answers: { 204: undefined } },
} as const;

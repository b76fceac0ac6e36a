import { BANK } from '../../domain/model/bank';
import { defaultSettings } from '../../domain/model/settings';
import { BodyOf, RouteName } from '../../wire/routes';
import { HttpDeps } from '../request/deps';
import { Call, Route } from '../request/route';

/** What a rule looks at. */
type CallInput = Pick<Call<Readonly<Record<string, string>>, unknown>, 'params' | 'body'>;
type Needs = (deps: HttpDeps, call: CallInput) => boolean | Promise<boolean>;

const always: Needs = () => true;

/** Rights given or taken, or a password set: the person is new, or differs from before. */
const changesRights: Needs = async ({ operations }, { params: { staff }, body }) => {
  const next = body as BodyOf<'PUT /api/staff/:staff'>;
  const before = (await operations.listStaff()).find(({ id }) => id === staff);
  return (
    next.password !== undefined ||
    before?.active !== next.active ||
    before.role !== next.role ||
    JSON.stringify(before.branches) !== JSON.stringify(next.branches)
  );
};

/** Shortening a retention deletes data the following night. */
const forgetsEarlier: Needs = async ({ operations }, { params: { branch }, body }) => {
  const { retentionDays } = body as BodyOf<'PUT /api/branches/:branch/settings'>;
  const daysOf = async (scope: string) =>
    (await operations.getSettings(scope)).settings.retentionDays;
  const below = () => (branch === BANK ? defaultSettings.retentionDays : daysOf(BANK));
  return (retentionDays ?? (await below())) < (await daysOf(branch));
};

const revokes: Needs = (_, { body }) => (body as BodyOf<'PUT /api/devices/:device'>).revoked;

/** Data that has left the bank cannot be called back. */
const sends: Needs = (_, { body }) => (body as BodyOf<'PUT /api/webhooks/:webhook'>).active;

/**
 * What a session may do only shortly after proving who it is: what cannot be undone, and what would
 * let somebody who found an unlocked screen come back later.
 */
export const proofs: Partial<Record<RouteName, Needs>> = {
  'POST /api/customers/erase': always,
  'POST /api/customers/export': always,
  'PUT /api/staff/:staff': changesRights,
  'DELETE /api/staff/:staff/second-factor': always,
  'PUT /api/second-factors': always,
  'PUT /api/branches/:branch/settings': forgetsEarlier,
  'PUT /api/devices/:device': revokes,
  'POST /api/branches/:branch/devices/:device/sign-out': always,
  'PUT /api/webhooks/:webhook': sends,
  'POST /api/sessions/second-factor/offer': always,
  'POST /api/sessions/second-factor/recovery': always,
  'DELETE /api/sessions/second-factor': always,
  'POST /api/sessions/passkeys/offer': always,
  'DELETE /api/sessions/passkeys/:passkey': always,
  'DELETE /api/staff/:staff/passkeys/:passkey': always,
};

/** Whether a route may ask for a proof. */
export const mayAskProof = ({ method, path }: Pick<Route, 'method' | 'path'>): boolean =>
  `${method} ${path}` in proofs;

/** @throws Refused `proof_required` */
export async function demandProof(deps: HttpDeps, route: Route, call: Call): Promise<void> {
  const needs = proofs[`${route.method} ${route.path}` as RouteName];
  if (!needs || call.viewer?.kind !== 'staff') return;
  if (await needs(deps, call)) await deps.proof.demand(call.viewer);
}

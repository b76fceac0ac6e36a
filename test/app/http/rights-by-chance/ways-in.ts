import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { Role } from '../../../../src/app/domain/model/actor';
import { OidcSettings } from '../../../../src/app/oidc/settings';
import { hashToken } from '../../../../src/app/vault/tokens';
import { codeNow } from '../../../support/authenticator';
import { Provider } from '../../../support/provider';
import { until } from '../../../support/wait';
import { Identity } from '../roles/identities';
import { Answer, cookieOf, Stage } from '../stage';
import { Crowd, PASSWORD, Person, PLACES, ROLES } from './crowd';
import { Deed } from './deeds';

/** Ways to sign in other than a password alone: the bank's own sign-in, and second factors. */

type Rights = Pick<Identity, 'at'> & { readonly is: Role };
/**
 * What the provider says about somebody: their group's rights, no group that works here, or gone.
 */
type ProviderRights = Rights | 'no group' | 'left';
export interface Provided extends Person {
  readonly sub: string;
  rights: ProviderRights;
}
export interface Local extends Person {
  /** Recovery codes left; undefined without a second factor. */
  recovery?: string[];
}

const RULED: readonly Role[] = ['auditor', 'supervisor', 'admin'];
const groupOf = ({ is, at }: Rights) => `${is} of ${String(at)}`;
export const GROUPS: OidcSettings['groups'] = ROLES.flatMap((role) =>
  PLACES.map((at) => ({
    group: groupOf({ is: role, at }),
    role,
    branches: at === 'all' ? 'all' : [...at],
  })),
);
const same = (a: Rights, b: Rights) => groupOf(a) === groupOf(b);

interface WaysInDeps {
  readonly crowd: Crowd;
  readonly provider: Provider;
  readonly client: Client;
  /** An administrator whose rights never change. */
  readonly admin: string;
  /** At either instance. */
  readonly asks: readonly Stage['ask'][];
  readonly provided: readonly Provided[];
  readonly locals: readonly Local[];
}

/** What people do and what is done to them; each time the model says what must follow. */
export class WaysIn {
  private readonly required = new Set<Role>();
  /** How often somebody got in, and was turned away: a day without either proves nothing. */
  readonly came = { in: 0, not: 0 };

  constructor(private readonly deps: WaysInDeps) {}

  deeds(): readonly (Deed & { readonly name: string })[] {
    const { provided, locals, crowd } = this.deps;
    const { dice } = crowd;
    const of = (weight: number, name: string, does: () => Promise<void>) => ({
      ...{ weight, name, does },
    });
    return [
      of(5, 'other groups', () => this.moves(dice.of(provided))),
      of(10, 'comes by the provider', () => this.comes(dice.of(provided))),
      of(5, 'is asked about', () => this.askedAbout(dice.of(provided))),
      of(3, 'signs out there', () => this.signsOutThere(dice.of(provided))),
      of(3, 'a second factor is required, or not', () => this.requires()),
      of(8, 'comes by a password', () => this.byPassword(dice.of(locals))),
      of(3, 'enrols', () => this.enrols(dice.of(locals))),
      of(2, 'ends their second factor', () => this.endsOwn(dice.of(locals))),
      of(2, 'loses their phone', () => this.reset(dice.of(locals))),
    ];
  }

  private ask(method: string, path: string, as?: string, body?: unknown, headers = {}) {
    const send = this.deps.crowd.dice.of(this.deps.asks);
    return send(method, path, { as, body, headers });
  }

  private in(person: Person, { body }: Answer): void {
    this.came.in += 1;
    person.good.push(`Bearer ${String(body.token)}`);
  }

  private not(answer: Answer, status: number, code: string): void {
    this.came.not += 1;
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  }

  /** Their keys end; both instances have heard of it. */
  private async ends(person: Person, keys: readonly string[]): Promise<void> {
    const over = async () => {
      const answers = keys.flatMap((as) =>
        this.deps.asks.map((send) => send('GET', '/api/sessions', { as })),
      );
      return (await Promise.all(answers)).every(({ status }) => status === 401);
    };
    await until(over, `${person.id} is out`, 30_000);
    this.deps.crowd.ends(person, keys);
  }

  /** They get the rights the provider says; if these differ, everything open before ends. */
  private async becomes(person: Provided, rights: Rights): Promise<void> {
    const before = [...person.good];
    const stays = same(person, rights);
    if (!stays) await this.ends(person, before);
    Object.assign(person, rights);
  }

  private async moves(person: Provided): Promise<void> {
    const { dice } = this.deps.crowd;
    const draw = dice.below(10);
    person.rights =
      draw === 0 ? 'left' : draw < 3 ? 'no group' : { is: dice.of(ROLES), at: dice.of(PLACES) };
    await this.say(person);
  }

  private async say({ sub, rights }: Provided, methods: readonly string[] = ['pwd']) {
    const groups = typeof rights === 'string' ? ['something else'] : [groupOf(rights)];
    const claims = { preferred_username: sub, given_name: 'P', groups };
    const people = { [sub]: { claims, methods, left: rights === 'left' } };
    await this.deps.provider.control({ people });
  }

  private async comes(person: Provided): Promise<void> {
    const { provider, crowd } = this.deps;
    const { rights, sub } = person;
    if (rights === 'left') return;
    const strong = crowd.dice.chance(0.5);
    await this.say(person, strong ? ['pwd', 'mfa'] : ['pwd']);
    const begun = await this.ask('POST', '/api/sessions/oidc/begin');
    const answer = await provider.browser().go(String(begun.body.address), sub);
    const cookie = { cookie: cookieOf(begun) };
    const done = await this.ask('POST', '/api/sessions/oidc', undefined, { answer }, cookie);
    if (rights === 'no group') return this.not(done, 403, 'no_group');
    if (this.required.has(rights.is) && !strong) {
      return this.not(done, 403, 'provider_second_factor');
    }
    expect(done.status).toBe(201);
    await this.becomes(person, rights);
    this.in(person, done);
  }

  /** Ten minutes have passed, so the provider is asked about one of their sessions. */
  private async askedAbout(person: Provided): Promise<void> {
    const { provider, client } = this.deps;
    const { rights, good } = person;
    const [first] = good;
    if (first === undefined) return;
    await this.say(person);
    const { refreshes } = await provider.control({});
    await client.query(
      'update sessions set oidc_asked_at = oidc_asked_at - 700000 where token_hash = $1',
      [hashToken(first.slice('Bearer '.length))],
    );
    // without any group they are out everywhere; if only the provider's session ended, just here
    if (rights === 'no group') return this.ends(person, [...good]);
    if (rights === 'left') return this.ends(person, [first]);
    const asked = async () => (await provider.control({})).refreshes > refreshes;
    await until(asked, 'the provider was asked', 30_000);
    await this.becomes(person, rights);
  }

  private async signsOutThere(person: Provided): Promise<void> {
    const { provider, crowd, asks } = this.deps;
    if (!person.good.length) return;
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      ...{ iss: provider.issuer, aud: 'ticketero', sub: person.sub, iat: now, exp: now + 120 },
      ...{ jti: randomUUID(), events: { [LOGOUT]: {} } },
    };
    const { token } = await provider.control({ sign: { payload } });
    const body = new URLSearchParams({ logout_token: token });
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const send = crowd.dice.of(asks);
    const raw = body.toString();
    const told = await send('POST', '/api/sessions/oidc/logout', { raw, key: null, headers });
    expect(told.status).toBe(200);
    await this.ends(person, [...person.good]);
    // the same token ends nothing later
    const again = await send('POST', '/api/sessions/oidc/logout', { raw, key: null, headers });
    expect(again.body.code).toBe('repeated_logout_token');
  }

  /** People signed in go on; it is asked for from the next sign-in. */
  private async requires(): Promise<void> {
    const role = this.deps.crowd.dice.of(RULED);
    const required = !this.required.has(role);
    const body = { role, required };
    const { status } = await this.ask('PUT', '/api/second-factors', this.deps.admin, body);
    expect(status).toBe(200);
    if (required) this.required.add(role);
    else this.required.delete(role);
  }

  private async byPassword(person: Local): Promise<void> {
    const body = { username: person.id, password: PASSWORD };
    const first = await this.ask('POST', '/api/sessions', undefined, body);
    const needed = person.recovery !== undefined || this.required.has(person.is);
    if (!needed) {
      expect(first.status).toBe(201);
      return this.in(person, first);
    }
    this.not(first, 401, 'second_step_needed');
    const { step, next } = first.body.secondStep as unknown as { step: string; next: string };
    expect([person.id, next]).toEqual([person.id, person.recovery ? 'code' : 'enrol']);
    // a step is not a session
    expect((await this.ask('GET', '/api/sessions', `Bearer ${step}`)).status).toBe(401);
    if (person.recovery) return this.byRecovery(person, step);
    const at = '/api/sessions/second-step';
    const offered = await this.ask('POST', `${at}/offer`, undefined, { step });
    const { offer, secret } = offered.body as unknown as { offer: string; secret: string };
    const enrol = { step, offer, code: codeNow(secret) };
    const done = await this.ask('POST', `${at}/enrol`, undefined, enrol);
    expect(done.status).toBe(201);
    person.recovery = [...(done.body.recoveryCodes as unknown as string[])];
    this.in(person, done);
  }

  private async byRecovery(person: Local, step: string): Promise<void> {
    const code = person.recovery!.pop();
    if (code === undefined) return;
    const send = () => this.ask('POST', '/api/sessions/second-step', undefined, { step, code });
    const done = await send();
    expect(done.status).toBe(201);
    this.in(person, done);
    // a code counts once
    expect([401, 403]).toContain((await send()).status);
  }

  private async enrols(person: Local): Promise<void> {
    const [as] = person.good;
    if (as === undefined || person.recovery) return;
    const at = '/api/sessions/second-factor';
    const offered = await this.ask('POST', `${at}/offer`, as);
    const { offer, secret } = offered.body as unknown as { offer: string; secret: string };
    const done = await this.ask('PUT', at, as, { offer, code: codeNow(secret) });
    expect(done.status).toBe(200);
    person.recovery = [...(done.body.recoveryCodes as unknown as string[])];
    // sessions opened by a password alone end now
    await this.ends(
      person,
      person.good.filter((key) => key !== as),
    );
  }

  private async endsOwn(person: Local): Promise<void> {
    const [as] = person.good;
    if (as === undefined || !person.recovery) return;
    const done = await this.ask('DELETE', '/api/sessions/second-factor', as);
    if (this.required.has(person.is)) return this.not(done, 409, 'second_factor_required');
    expect(done.status).toBe(204);
    person.recovery = undefined;
  }

  /** An administrator removes it: sessions opened with it end. */
  private async reset(person: Local): Promise<void> {
    if (!person.recovery) return;
    const path = `/api/staff/${person.id}/second-factor`;
    expect((await this.ask('DELETE', path, this.deps.admin)).status).toBeLessThan(300);
    person.recovery = undefined;
    await this.ends(person, [...person.good]);
  }
}

const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout';

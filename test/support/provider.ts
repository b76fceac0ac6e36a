import { join } from 'node:path';
import { OidcSettings } from '../../src/app/oidc/settings';
import { runCommand } from './child';

/** A bank's identity provider as a process, and browsers that sign in there. */

const PROGRAM = join(__dirname, 'programs/oidc-provider.mjs');
const CLIENT = { clientId: 'ticketero', clientSecret: 'a-secret-of-the-provider' };

export interface ProviderAccount {
  readonly claims: Readonly<Record<string, unknown>>;
  /** How they prove who they are: `amr`. */
  readonly methods?: readonly string[];
  readonly left?: boolean;
}

export interface ProviderSetup {
  readonly people?: Readonly<Record<string, ProviderAccount>>;
  readonly state?: {
    readonly deliverTo?: string;
    /** Claims that ID tokens have instead; `drop` lists missing ones; `by` says whose key signs. */
    readonly spoil?: Readonly<Record<string, unknown>> | null;
    readonly away?: boolean;
  };
  readonly sign?: {
    readonly payload: Readonly<Record<string, unknown>>;
    readonly header?: Readonly<Record<string, unknown>>;
    readonly by?: 'bank' | 'stranger';
  };
  /** A real logout token over the real back channel. */
  readonly logout?: { readonly sub: string; readonly sid: string };
}

export type Provider = Awaited<ReturnType<typeof startProvider>>;

/** @param redirects where browsers may return to */
export async function startProvider(...redirects: readonly string[]) {
  const child = runCommand(process.execPath, [PROGRAM, '0', ...redirects]);
  const [, issuer] = await child.line(/READY (\S+)/);
  return {
    issuer,
    /** An app's settings for signing in there; the issuer is on this machine. */
    settings: (more: Partial<OidcSettings> = {}): OidcSettings => ({
      ...CLIENT,
      issuer,
      loopback: true,
      groups: [],
      groupsClaim: 'groups',
      scope: 'openid profile',
      strong: [],
      passwords: 'everybody',
      button: {},
      ...more,
    }),
    async control(setup: ProviderSetup) {
      const answer = await fetch(`${issuer}/control`, {
        method: 'POST',
        body: JSON.stringify(setup),
      });
      return (await answer.json()) as {
        readonly token: string;
        readonly failed: string | null;
        readonly refreshes: number;
      };
    },
    browser: () => browserAt(issuer),
    async close() {
      child.process.kill();
      await child.ended;
    },
  };
}

/** A browser at the provider, with its cookies. */
function browserAt(issuer: string) {
  const jar = new Map<string, string>();
  return {
    /**
     * Follows an address through the provider until it leads back.
     * @param login who signs in when asked
     * @returns the part after `?`
     */
    async go(address: string, login: string): Promise<string> {
      for (let at = new URL(address), left = 10; left > 0; left--) {
        const answer = await fetch(at, {
          redirect: 'manual',
          headers: {
            cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
            'x-login': login,
          },
        });
        for (const each of answer.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(each)!;
          if (value) jar.set(name, value);
          else jar.delete(name);
        }
        const next = answer.headers.get('location');
        if (!next) throw new Error(`${at.href} answered ${answer.status}: ${await answer.text()}`);
        at = new URL(next, at);
        if (at.origin !== new URL(issuer).origin) return at.search.slice(1);
      }
      throw new Error('the provider leads round in circles');
    },
  };
}

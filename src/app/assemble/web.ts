import { IncomingMessage } from 'node:http';
import { repeating } from '../db/connect/repeating';
import { createConsoleKeys } from '../db/stores/console-keys';
import { createIdentityStore } from '../db/stores/identity-store';
import { addressOf } from '../http/guard/address';
import { repeatedHeader, saidTwice } from '../http/guard/said-once';
import { createListener, Listener } from '../http/serve/listener';
import { createHttp } from '../http/serve/server';
import { createDeviceKeys } from '../identity/device-keys';
import { createEndings } from '../identity/endings';
import { createIdentify } from '../identity/identify';
import { isOurHost, wrongHost } from '../identity/origin';
import { createOwnKeys } from '../identity/own-keys';
import { createOwnSessions } from '../identity/own-sessions';
import { createPasskeyAnswers } from '../identity/passkey-answers';
import { createPasskeyAttempts } from '../identity/passkey-attempts';
import { createPasskeyUse } from '../identity/passkey-use';
import { createPasskeys } from '../identity/passkeys';
import { mayWatch } from '../identity/policy';
import { createProof } from '../identity/proof';
import { createSecondFactor } from '../identity/second-factor';
import { createSecondStep } from '../identity/second-step';
import { createSignIn } from '../identity/sign-in';
import { createWaysIn } from '../identity/ways-in';
import { attachSockets, Sockets } from '../live/socket';
import { giveDeviceKey } from '../operations/commands/give-device-key';
import { recordFacts } from '../operations/commands/record-deliveries';
import { changeSecondFactor } from '../operations/commands/second-factor';
import { hashPassword, hashToken, newCode, newToken, passwordHolds } from '../vault/tokens';
import { joinAdminLink } from './admin-link';
import { AppOptions } from './app';
import { joinFirstAdmin } from './first-admin';
import { joinOidc } from './oidc';
import { linksOf, PluginHosts } from './plugins';
import { Screens } from './screens';
import { tracedHandler } from './spans';
import { Core } from './writing';

/** How long requests in progress may take to finish when the app stops, ms. */
const DRAIN_MS = 5_000;

/**
 * A standby further behind than this (ms) is not asked who somebody is: the primary may be alive
 * where this instance cannot reach it, and sessions may have ended there.
 */
const STANDBY_KNOWS_MS = 15 * 60_000;

/** How often to check whose rights ended elsewhere, ms. */
const ENDINGS_EVERY_MS = 1_000;

/** Takes the port. Requests get a 503 until the doors open. */
export async function listen(
  {
    port: wanted,
    host,
    tls,
    publicUrl,
    log,
  }: Pick<AppOptions, 'port' | 'host' | 'tls' | 'publicUrl' | 'log'>,
  stack: AsyncDisposableStack,
) {
  const listener = createListener(tls, (error) =>
    log.warn({ error: error.message }, 'the HTTP server met an error'),
  );
  const port = await listener.listen(wanted, host);
  stack.defer(() => listener.drain(DRAIN_MS));
  return { listener, port, url: publicUrl ?? `${tls ? 'https' : 'http'}://localhost:${port}` };
}

export interface WebDeps extends Core {
  readonly listener: Listener;
  readonly screens: Screens;
  readonly hosts: PluginHosts;
  readonly url: string;
}

/**
 * The request handler (API, pages, health, plugins' routes), and the identification of requests.
 */
export async function joinWeb(options: AppOptions, deps: WebDeps, stack: AsyncDisposableStack) {
  const { storage, writing, screens, hosts, url, listener } = deps;
  const { database, vault, limiter, cache } = storage;
  const { log, tracing } = options;
  const { endings, ...identity } = joinIdentity(options, deps, stack);
  const handle = await createHttp({
    ...identity,
    adminLink: joinAdminLink(deps),
    operations: writing.operations,
    limiter,
    cache,
    log,
    clock: writing.deps.clock,
    publicUrl: url,
    ticketKey: vault.ticketKey,
    readingKey: vault.readingKey,
    fingerprint: (text) => vault.blindIndex(text, 'idempotency'),
    pluginLinks: linksOf(options.plugins, log),
    pluginRoutes: [...hosts].flatMap(([plugin, host]) => plugin.routes?.(host) ?? []),
    hashPassword,
    hashToken,
    newCode,
    firstAdmin: joinFirstAdmin(database, options.adminCode),
    ready: async () =>
      listener.retiring ? { ready: false, why: 'the app is stopping' } : database.ready(),
    screens: screens.registry.totals,
    endSession: screens.hub.endSession,
    viewerAddressHeader: options.viewerAddressHeader,
    secure: url.startsWith('https:'),
    pagesFolder: options.pagesFolder,
    demo: options.demo,
    answered(status, route) {
      options.answered?.(status, route);
      tracing?.answered(status, route);
    },
  });
  return {
    endings,
    identify: identity.identification.identify,
    hasNewerKey: identity.identification.hasNewerKey,
    handle: tracing ? tracedHandler(handle, tracing) : handle,
  };
}

function identityBase({ database, vault, cache }: WebDeps['storage']) {
  const { ticketKeyHolds, ticketOfReadingKey, digest } = vault;
  const { read } = database.pools;
  return {
    store: {
      ...createIdentityStore(read),
      // While the primary is away nobody signs in or out, so a standby knows who somebody is.
      sessionByToken: (hash: string, now: number) =>
        database.reportPool.primaryFirst(
          read,
          (pool) => createIdentityStore(pool).sessionByToken(hash, now),
          STANDBY_KNOWS_MS,
        ),
    },
    cache,
    vault,
    secrets: {
      newToken,
      newCode,
      hashToken,
      hashPassword,
      passwordHolds,
      ticketKeyHolds,
      ticketOfReadingKey,
      digest,
    },
    clock: database.clock,
  };
}

function joinIdentity(
  options: Pick<AppOptions, 'log' | 'oidc'>,
  deps: WebDeps,
  stack: AsyncDisposableStack,
) {
  const { log, oidc } = options;
  const { writing, url } = deps;
  const { database, limiter, reads } = deps.storage;
  const base = identityBase(deps.storage);
  const shared = {
    ...base,
    ways: createWaysIn({ ...base, limiter }),
    record: recordFacts(writing.deps),
    change: changeSecondFactor(writing.deps),
    giveKey: giveDeviceKey(writing.deps),
  };
  const keys = createDeviceKeys({ ...shared, log });
  const endings = createEndings({ reads, clock: database.clock, log });
  const signIn = createSignIn({ ...shared, endings, passwords: oidc?.rules.passwords });
  const issuer = `Ticketero ${new URL(url).hostname}`;
  const secondFactor = createSecondFactor({ ...shared, newCode, issuer });
  const secondStep = createSecondStep({ ...shared, factor: secondFactor, signIn });
  const proof = createProof({ ...shared, factor: secondFactor, signIn });
  return {
    endings,
    oidc: joinOidc(options, deps, { ...shared, log, signIn, proof }, stack),
    identification: createIdentify({ ...shared, keys, publicUrl: url, log, endings }),
    signIn,
    secondFactor,
    secondStep,
    proof,
    ...joinPasskeys({ ...shared, log, issuer, publicUrl: url, signIn, secondStep, proof }),
    ownSessions: createOwnSessions(shared),
    ownKeys: createOwnKeys(createConsoleKeys(database.pools.read)),
  };
}

function joinPasskeys(
  shared: Omit<Parameters<typeof createPasskeyUse>[0], 'answers' | 'attempts' | 'passkeys'> &
    Parameters<typeof createPasskeyAnswers>[0] &
    Parameters<typeof createPasskeyAttempts>[0] &
    Omit<Parameters<typeof createPasskeys>[0], 'answers' | 'attempts'>,
) {
  const answers = createPasskeyAnswers(shared);
  const joined = { ...shared, answers, attempts: createPasskeyAttempts(shared) };
  const passkeys = createPasskeys(joined);
  return {
    passkeys,
    passkeyUse: createPasskeyUse({ ...joined, passkeys }),
    passkeysHere: answers.place !== undefined,
  };
}

export interface DoorDeps {
  readonly listener: Listener;
  readonly web: Awaited<ReturnType<typeof joinWeb>>;
  readonly screens: Screens;
  readonly clock: () => number;
  readonly url: string;
}

/** What is wrong with an upgrade request, no matter who asks. */
const wrongUpgrade = (url: string) => (request: IncomingMessage) => {
  const { host } = request.headers;
  const repeated = repeatedHeader(request);
  if (repeated !== undefined) return saidTwice(repeated);
  if (isOurHost(host, url)) return undefined;
  return { status: 421 as const, code: 'wrong_host', detail: wrongHost(host, url).detail };
};

/** From now on requests are handled and screens may connect. Opened last, closed first. */
export function openDoors(
  { log, viewerAddressHeader }: Pick<AppOptions, 'log' | 'viewerAddressHeader'>,
  { listener, web, screens, clock, url }: DoorDeps,
  stack: AsyncDisposableStack,
): Sockets {
  listener.serve(web.handle);
  const sockets = attachSockets({
    server: listener.server,
    hub: screens.hub,
    identify: web.identify,
    hasNewerKey: web.hasNewerKey,
    mayWatch,
    wrong: wrongUpgrade(url),
    addressOf: (request) => addressOf(request, viewerAddressHeader),
    log,
    clock,
  });
  const watch = repeating(async () => sockets.recheck(await web.endings.look()), ENDINGS_EVERY_MS);
  watch.start();
  stack.defer(() => watch.stop());
  stack.defer(async () => {
    listener.stopAccepting();
    await sockets.close();
  });
  return sockets;
}

/// <reference lib="webworker" />

/**
 * Makes the installed page work offline. The page itself and the bank's face come from the network
 * or, without one, from the last visit; hashed files never change and come from the cache. Nothing
 * else from the API is stored here.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;
const SHELL = 'ticketero-shell-1';
const FACE = '/api/face/';
const NETWORK_FIRST_MS = 4000;
/** Files of old versions are dropped, oldest first. */
const MOST_FILES = 40;

worker.addEventListener('install', (event) => {
  void worker.skipWaiting();
  // The visit that installs it has already loaded the page: without this, only a second one would
  // leave something to open without a network.
  event.waitUntil(firstShell());
});
worker.addEventListener('activate', (event) => {
  event.waitUntil(worker.clients.claim());
});
/**
 * The page reports which files it has loaded: languages and typefaces are not listed in the shell.
 */
worker.addEventListener('message', (event) => {
  const { keep } = event.data as { readonly keep?: readonly string[] };
  event.waitUntil(
    Promise.all((keep ?? []).map((url) => file(new Request(url), new URL(url).pathname))),
  );
});
worker.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== worker.location.origin) return;
  if (event.request.mode === 'navigate' && pathname === '/t') {
    event.respondWith(
      newest(event.request, { name: '/t', keep: (fresh) => wholePage(event, fresh) }),
    );
  } else if (pathname.startsWith(FACE)) {
    event.respondWith(
      newest(event.request, {
        name: pathname,
        keep: (fresh) => put(pathname, fresh),
        told: () => tellKept(event),
      }),
    );
  } else if (pathname.startsWith('/assets/')) {
    event.respondWith(file(event.request));
  }
});

/** Stores the shell for a phone that has none. Without a network the next visit tries again. */
async function firstShell(): Promise<void> {
  try {
    const fresh = await fetch('/t', { cache: 'reload' });
    if (fresh.ok) await keepShell(fresh);
  } catch (error) {
    console.info('the shell was not kept:', (error as Error).name);
  }
}

/**
 * Stores a shell once the hashed files that it names are stored: one that is new while the network
 * goes would otherwise take the place of one that opens without it.
 */
async function keepShell(fresh: Response): Promise<void> {
  const text = await fresh.clone().text();
  const named = new Set(text.match(/\/(assets|api\/face)\/[\w./-]+/g) ?? []);
  const files = await Promise.all([...named].map((path) => file(new Request(path))));
  if (files.some(({ ok }) => !ok)) throw new TypeError('a file of the shell is missing');
  await put('/t', fresh);
}

/** Reads all of a page before it counts as there, and stores it meanwhile. */
async function wholePage(event: FetchEvent, fresh: Response): Promise<void> {
  await fresh.clone().arrayBuffer();
  event.waitUntil(
    keepShell(fresh).catch((error: Error) => console.info('the old shell stays:', error.name)),
  );
}

interface Newest {
  readonly name: string;
  /** Stores the answer; rejects if only part of it comes. */
  readonly keep: (fresh: Response) => Promise<void>;
  /** Called where the stored one is given instead. */
  readonly told?: () => void;
}

/**
 * From the network, if all of it arrives in time, since a connection may die half-way without an
 * error. If nothing is stored, there is no limit.
 */
async function newest(request: Request, { name, keep, told }: Newest): Promise<Response> {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(name);
  const late = new AbortController();
  const timer = kept && setTimeout(() => late.abort(), NETWORK_FIRST_MS);
  try {
    const fresh = await fetch(request, { signal: late.signal });
    if (fresh.ok) await keep(fresh.clone());
    return fresh;
  } catch (error) {
    if (!kept) throw error;
    told?.();
    return kept;
  } finally {
    clearTimeout(timer);
  }
}

async function put(name: string, fresh: Response): Promise<void> {
  await (await caches.open(SHELL)).put(name, fresh);
}

/**
 * Tells the page that it got the stored version, which it could not know otherwise: it asks again,
 * since nothing else would before the next visit.
 */
async function tellKept({ clientId, request }: FetchEvent): Promise<void> {
  const page = await worker.clients.get(clientId);
  page?.postMessage({ cameAsKept: request.url });
}

async function file(request: Request, name: string = request.url): Promise<Response> {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(name);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) {
    await put(name, fresh.clone());
    const keys = await shell.keys();
    for (const old of keys.slice(0, Math.max(0, keys.length - MOST_FILES))) await shell.delete(old);
  }
  return fresh;
}

import { IncomingMessage } from 'node:http';

/** What says who is asking, and from where. */
export type RequestHead = Pick<IncomingMessage, 'headers'> & {
  readonly socket?: { readonly remoteAddress?: string };
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])(:\d+)?$/i;

/**
 * Whether the requested host is ours: the public one or a loopback name; over plain HTTP also any
 * IP address, for a trial's screens in a branch's own network. An attacker's page whose name points
 * here (DNS rebinding) sends that name.
 */
export function isOurHost(host: string | undefined, publicUrl: string): boolean {
  if (host === undefined) return false;
  const { host: ours, protocol } = new URL(publicUrl);
  const usual = protocol === 'https:' ? /:443$/ : /:80$/;
  return (
    host.toLowerCase().replace(usual, '') === ours ||
    LOOPBACK.test(host) ||
    (protocol === 'http:' && ADDRESS.test(host))
  );
}

/** Why a host is not served, and which setting decides it. */
export const wrongHost = (host: string | undefined, publicUrl: string) => {
  const got = host?.slice(0, 100) ?? null;
  return {
    got,
    wants: new URL(publicUrl).host,
    detail:
      `This app is at ${publicUrl}, not at ${got ?? 'a host without a name'}. Open that address; ` +
      'an operator sets PUBLIC_URL to the address that people use.',
  };
};

/**
 * Whether a request authenticated by cookie came from one of our pages: its Origin is the public
 * address, or another name of ours that it was sent to. Browsers send Origin with every request
 * that changes something and with every socket; without it, nothing is proved.
 */
export function sameOrigin({ headers: { origin, host } }: RequestHead, publicUrl: string): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  return (
    from.origin === new URL(publicUrl).origin ||
    (/^https?:$/.test(from.protocol) && from.host === host && isOurHost(host, publicUrl))
  );
}

/**
 * Whether the browser says that another site's page sent this. Even without a cookie such a request
 * could sign somebody in as somebody else, or enrol their screen.
 */
export function fromElsewhere(request: RequestHead, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return request.headers.origin !== undefined && !sameOrigin(request, publicUrl);
}

/**
 * Whether another site's page makes this browser read, with a script, a picture or a frame. The
 * page learns nothing from the answer, but the reading is recorded in somebody's name and keeps
 * their session open. A document of its own is a link that a person followed.
 */
export function readsFromElsewhere(request: RequestHead, publicUrl: string): boolean {
  const { 'sec-fetch-mode': mode, 'sec-fetch-dest': dest } = request.headers;
  return !(mode === 'navigate' && dest === 'document') && fromElsewhere(request, publicUrl);
}

import { IncomingMessage } from 'node:http';

type Asking = Pick<IncomingMessage, 'headers'> & {
  readonly socket?: { readonly remoteAddress?: string };
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])(:\d+)?$/i;

/**
 * Whether the host that was asked for is ours: the public one, or a loopback name; over plain HTTP,
 * any address, as screens of a trial in a branch's own network use. A page that makes its own name
 * point here (DNS rebinding) sends its name.
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

/** Why a host is not served, and what sets it. */
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
 * address, or the other name of ours that it was sent to. Browsers send Origin with every request
 * that changes something and with every socket; without it, nothing is proved.
 */
export function sameOrigin({ headers: { origin, host } }: Asking, publicUrl: string): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  return (
    from.origin === new URL(publicUrl).origin ||
    (/^https?:$/.test(from.protocol) && from.host === host && isOurHost(host, publicUrl))
  );
}

/**
 * Whether a browser says that a page of another site asks. Without a cookie or a header such a
 * request could still sign somebody in as somebody else, or enrol their screen.
 */
export function fromElsewhere(request: Asking, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return request.headers.origin !== undefined && !sameOrigin(request, publicUrl);
}

/**
 * Whether a page of another site makes this browser read: by its script, a picture or a frame. It
 * learns nothing from the answer, but what is read is recorded in somebody's name, and keeps their
 * session open. What opens as a document of its own is a link that a person followed.
 */
export function readsFromElsewhere(request: Asking, publicUrl: string): boolean {
  const { 'sec-fetch-mode': mode, 'sec-fetch-dest': dest } = request.headers;
  return !(mode === 'navigate' && dest === 'document') && fromElsewhere(request, publicUrl);
}

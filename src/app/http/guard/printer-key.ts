import { IncomingMessage } from 'node:http';
import { Viewer } from '../../ports';
import { HttpDeps } from '../request/deps';
import { HttpProblem } from '../request/problem';

/** The one way in that a receipt printer has: a user name and a password in its settings. */
const BASIC = 'Basic realm="Ticketero", charset="UTF-8"';

const refused = (code: string, detail: string) =>
  new HttpProblem(
    401,
    code,
    detail,
    [
      {
        field: 'Authorization',
        got: 'no key of a printer',
        wants: "the printer's id as user and its key as password",
      },
    ],
    { 'WWW-Authenticate': BASIC },
  );

/**
 * The printer that polls: its id is the user, its device key the password. A key's first use enrols
 * it, since a printer has no page to enter a code on. Only printers may sign in this way, even with
 * a key that would open something else.
 */
export async function printerOf(
  deps: HttpDeps,
  { headers: { authorization } }: IncomingMessage,
  address: string,
): Promise<Viewer> {
  const [, encoded] = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '') ?? [];
  if (!encoded) {
    throw refused(
      'sign_in_required',
      'A printer signs in by Basic: its id as user, its key as password.',
    );
  }
  const [, id, key] =
    /^([a-z0-9-]{1,40}):(\S{1,200})$/.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  if (!id) throw refused('unknown_token', "This is not a printer's id and its key.");
  const known = (
    await deps.identification.identified({ headers: { authorization: `Bearer ${key}` } })
  ).find(({ viewer }) => isPrinter(viewer, id));
  if (known) return known.viewer;
  const device = await deps.signIn.enrolPrinter(id, key, address);
  if (!device) {
    throw refused(
      'unknown_token',
      'This printer or its key is unknown, revoked or expired. ' +
        'An administrator can make a new key for it.',
    );
  }
  return { kind: 'device', device: device.id, deviceKind: device.kind, branch: device.branch };
}

const isPrinter = (viewer: Viewer, id: string) =>
  viewer.kind === 'device' && viewer.deviceKind === 'printer' && viewer.device === id;

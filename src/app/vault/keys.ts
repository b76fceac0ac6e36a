import { createSecretKey, hkdfSync, KeyObject, randomBytes } from 'node:crypto';

type Purpose = 'data' | 'index' | 'audit' | 'ticket';
const PURPOSES: readonly Purpose[] = ['data', 'index', 'audit', 'ticket'];

/** One secret as configured: any text of 32 characters or more. */
interface Secret {
  readonly id: string;
  readonly key: string;
  /**
   * Not used before this moment (RFC 3339), by when every instance knows it. Absent: used at once.
   */
  readonly from?: string;
}
export type KeyTexts = Readonly<Record<Purpose, readonly Secret[]>>;
/**
 * Keys stretched to 256 bits by HKDF-SHA256 with their purpose, newest first. Key objects, because
 * an HMAC with a plain buffer takes ten times as long.
 */
export type Keys = Readonly<
  Record<
    Purpose,
    readonly { readonly id: string; readonly key: KeyObject; readonly from: Instant }[]
  >
>;
type Instant = number;

/**
 * Parses `DATA_KEYS`: JSON `{"data": […], "index": […], "audit": […], "ticket": […]}`, each a list
 * of `{"id", "key"}`, newest first; or plain text, which is then the first key of each (a generated
 * secret holds that). Throws one sentence that names the member but never quotes the text.
 */
export function parseKeys(text: string): KeyTexts {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) {
    return Object.fromEntries(
      PURPOSES.map((purpose) => [purpose, [checked({ id: '1', key: trimmed }, purpose)]]),
    ) as unknown as KeyTexts;
  }
  let parsed: Record<string, unknown>;
  try {
    parsed = JSON.parse(trimmed) as Record<string, unknown>;
  } catch {
    throw new Error(
      'DATA_KEYS starts like JSON but is not valid: ' +
        'write {"data": [{"id": "1", "key": "…"}], "index": […], "audit": […], "ticket": […]}',
    );
  }
  return Object.fromEntries(
    PURPOSES.map((purpose) => {
      const list = parsed[purpose];
      if (!Array.isArray(list) || !list.length) {
        throw new Error(
          `DATA_KEYS: "${purpose}" must be a list of at least one {"id", "key"}, newest first`,
        );
      }
      const secrets = list.map((each) => checked(each as Secret, purpose));
      if (new Set(secrets.map((each) => each.id)).size < secrets.length) {
        throw new Error(`DATA_KEYS: two keys of "${purpose}" have the same id; each needs its own`);
      }
      return [purpose, secrets];
    }),
  ) as unknown as KeyTexts;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

function checked(secret: Partial<Secret> | null, purpose: Purpose): Secret {
  const { id, key, from } = secret ?? {};
  if (typeof id !== 'string' || !/^[A-Za-z0-9_-]{1,20}$/.test(id)) {
    throw new Error(
      `DATA_KEYS: a key of "${purpose}" has no usable "id": use 1 to 20 letters, digits, - or _`,
    );
  }
  if (typeof key !== 'string' || key.length < 32) {
    throw new Error(`DATA_KEYS: key ${id} of "${purpose}" is shorter than 32 characters`);
  }
  if (from !== undefined && !(MOMENT.test(String(from)) && Date.parse(from))) {
    throw new Error(
      `DATA_KEYS: "from" of key ${id} of "${purpose}" is not a time: ` +
        'write it as 2026-12-01T03:00:00Z, or leave it out to use the key at once',
    );
  }
  return { id, key, ...(from === undefined ? {} : { from }) };
}

export function stretch(texts: KeyTexts): Keys {
  const one = (purpose: Purpose) =>
    texts[purpose].map(({ id, key, from }) => ({
      id,
      from: from === undefined ? -Infinity : Date.parse(from),
      key: createSecretKey(Buffer.from(hkdfSync('sha256', key, 'ticketero', purpose, 32))),
    }));
  return { data: one('data'), index: one('index'), audit: one('audit'), ticket: one('ticket') };
}

/** The index of the key to use now: the newest whose time has come, otherwise the oldest. */
export function inUse(keys: readonly { readonly from: Instant }[], now: Instant): number {
  const at = keys.findIndex(({ from }) => from <= now);
  return at < 0 ? keys.length - 1 : at;
}

/** Fresh random keys, as `DATA_KEYS` text. */
export const newKeys = (): string =>
  JSON.stringify(
    Object.fromEntries(
      PURPOSES.map((purpose) => [
        purpose,
        [{ id: '1', key: randomBytes(32).toString('base64url') }],
      ]),
    ),
  );

import { createHash, createHmac } from 'node:crypto';

/**
 * AWS Signature Version 4 from its specification, independent of any library, to check what
 * libraries sign.
 */

export interface Signed {
  readonly method: string;
  readonly path: string;
  /** Without X-Amz-Signature. */
  readonly query: readonly (readonly [string, string])[];
  /** The signed ones, lower case. */
  readonly headers: readonly (readonly [string, string])[];
  /** SHA-256 of the body in hex, or `UNSIGNED-PAYLOAD`. */
  readonly payload: string;
  /** `20130524T000000Z`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();
const escaped = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
const sorted = <T extends readonly [string, string]>(pairs: readonly T[]) =>
  [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));

/** The signature made with `secret`. */
export function signatureOf(
  { method, path, query, headers, payload, date, region, service }: Signed,
  secret: string,
): string {
  const day = date.slice(0, 8);
  const scope = `${day}/${region}/${service}/aws4_request`;
  const canonical = [
    method,
    path
      .split('/')
      .map((part) => escaped(decodeURIComponent(part)))
      .join('/'),
    sorted(query.map(([name, value]) => [escaped(name), escaped(value)] as const))
      .map((pair) => pair.join('='))
      .join('&'),
    ...sorted(headers).map(([name, value]) => `${name}:${value.trim()}`),
    '',
    sorted(headers)
      .map(([name]) => name)
      .join(';'),
    payload,
  ].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (made, part) => hmac(made, part),
    `AWS4${secret}`,
  );
  return createHmac('sha256', key)
    .update(['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n'))
    .digest('hex');
}

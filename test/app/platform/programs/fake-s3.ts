import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { pattern } from '../../../support/pattern';
import { sha256, signatureOf } from '../sigv4';

/**
 * Amazon S3's protocol as far as the app uses it: PutObject (also `If-None-Match: *`), GetObject
 * (also of a version), DeleteObject (a marker), ListObjectsV2, ListObjectVersions; it verifies
 * signatures and demands checksums as a bucket with object lock does.
 * Prints `S3 <port>`. After `POST /-/away` it answers 503 until `POST /-/back`; `GET /-/objects`
 * shows what it holds.
 */
const SECRET = 'fake-secret-key';
const PAGE = 3;
const AUTHORIZATION = pattern(
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?/,
  /SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/,
);
const S3_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
interface StoredObject {
  readonly body: Buffer;
  readonly contentType?: string;
  readonly cacheControl?: string;
  versions: number;
  /** All bodies, oldest first; their index is their version. */
  readonly history: readonly Buffer[];
  /** Under a delete marker. */
  readonly hidden?: boolean;
}
const buckets = new Map<string, Map<string, StoredObject>>([
  ['anchors', new Map()],
  ['assets', new Map()],
]);
let away = false;

const xml = (response: ServerResponse, status: number, inner: string) => {
  response.writeHead(status, { 'content-type': 'application/xml', 'x-amz-request-id': 'fake' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>\n${inner}`);
};
const refuse = (response: ServerResponse, status: number, code: string) =>
  xml(response, status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`);

function signed({ method, headers }: IncomingMessage, url: URL, body: Buffer): boolean {
  const [, access, day, region, names, given] =
    AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
  const date = String(headers['x-amz-date']);
  const payload = String(headers['x-amz-content-sha256']);
  if (
    access !== 'fake-access' ||
    !date.startsWith(day) ||
    (payload !== 'UNSIGNED-PAYLOAD' && payload !== sha256(body))
  ) {
    return false;
  }
  return (
    given ===
    signatureOf(
      {
        method: method!,
        path: url.pathname,
        query: [...url.searchParams],
        headers: names.split(';').map((name) => [name, String(headers[name])] as const),
        payload,
        date,
        region,
        service: 's3',
      },
      SECRET,
    )
  );
}

function list(
  response: ServerResponse,
  bucket: string,
  objects: Map<string, StoredObject>,
  query: URLSearchParams,
) {
  const keys = [...objects.keys()]
    .filter(
      (key) =>
        !objects.get(key)!.hidden &&
        key.startsWith(query.get('prefix') ?? '') &&
        key > (query.get('continuation-token') ?? ''),
    )
    .sort();
  const page = keys.slice(0, PAGE);
  const more = keys.length > PAGE;
  const contents = page.map(
    (key) => `<Contents><Key>${key}</Key><Size>${objects.get(key)!.body.length}</Size></Contents>`,
  );
  const inner = [
    `<Name>${bucket}</Name><KeyCount>${page.length}</KeyCount><MaxKeys>${PAGE}</MaxKeys>`,
    `<IsTruncated>${more}</IsTruncated>`,
    more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '',
    ...contents,
  ].join('');
  return xml(
    response,
    200,
    `<ListBucketResult xmlns="${S3_NAMESPACE}">${inner}</ListBucketResult>`,
  );
}

/** Newest first within a key; a page may end between two versions of one. */
function listVersions(
  response: ServerResponse,
  objects: Map<string, StoredObject>,
  query: URLSearchParams,
) {
  const all = [...objects]
    .filter(([key]) => key.startsWith(query.get('prefix') ?? ''))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, { history }]) => history.map((_, version) => ({ key, version })).reverse());
  const marker = [query.get('key-marker'), query.get('version-id-marker')].join();
  const from = all.findIndex(({ key, version }) => `${key},v${version}` === marker) + 1;
  const page = all.slice(from, from + PAGE);
  const last = page.at(-1);
  const more = from + PAGE < all.length;
  const inner = [
    `<IsTruncated>${more}</IsTruncated>`,
    more
      ? `<NextKeyMarker>${last!.key}</NextKeyMarker>` +
        `<NextVersionIdMarker>v${last!.version}</NextVersionIdMarker>`
      : '',
    ...page.map(
      ({ key, version }) =>
        `<Version><Key>${key}</Key><VersionId>v${version}</VersionId></Version>`,
    ),
  ].join('');
  return xml(
    response,
    200,
    `<ListVersionsResult xmlns="${S3_NAMESPACE}">${inner}</ListVersionsResult>`,
  );
}

function put(
  request: IncomingMessage,
  response: ServerResponse,
  objects: Map<string, StoredObject>,
  key: string,
  body: Buffer,
) {
  const { headers } = request;
  if (
    !Object.keys(headers).some(
      (name) => name.startsWith('x-amz-checksum-') || name === 'content-md5',
    )
  ) {
    return refuse(response, 400, 'InvalidRequest');
  }
  const before = objects.get(key);
  if (before && !before.hidden && headers['if-none-match'] === '*') {
    return refuse(response, 412, 'PreconditionFailed');
  }
  objects.set(key, {
    body,
    contentType: headers['content-type'],
    cacheControl: headers['cache-control'],
    versions: (before?.versions ?? 0) + 1,
    history: [...(before?.history ?? []), body],
  });
  response.writeHead(200, { etag: `"${sha256(body).slice(0, 32)}"` });
  return response.end();
}

function answer(request: IncomingMessage, response: ServerResponse, body: Buffer) {
  const url = new URL(request.url!, 'http://s3');
  if (url.pathname === '/-/objects') {
    const shown = (objects: ReadonlyMap<string, StoredObject>) =>
      Object.fromEntries(
        [...objects].map(([key, { history, hidden, ...kept }]) => [
          key,
          { ...kept, body: kept.body.toString() },
        ]),
      );
    return response.end(
      JSON.stringify(
        Object.fromEntries([...buckets].map(([bucket, objects]) => [bucket, shown(objects)])),
      ),
    );
  }
  if (url.pathname.startsWith('/-/')) {
    away = url.pathname === '/-/away';
    return response.end();
  }
  if (away) return refuse(response, 503, 'SlowDown');
  if (!signed(request, url, body)) return refuse(response, 403, 'SignatureDoesNotMatch');
  const [, bucket, key] = /^\/([^/]+)\/?(.*)$/.exec(decodeURIComponent(url.pathname)) ?? [];
  const objects = buckets.get(bucket);
  if (!objects) return refuse(response, 404, 'NoSuchBucket');
  if (request.method === 'PUT' && key) return put(request, response, objects, key, body);
  if (request.method === 'GET' && !key && url.searchParams.has('versions')) {
    return listVersions(response, objects, url.searchParams);
  }
  if (request.method === 'GET' && !key) return list(response, bucket, objects, url.searchParams);
  if (request.method === 'DELETE' && objects.has(key)) {
    objects.set(key, { ...objects.get(key)!, hidden: true });
    response.writeHead(204);
    return response.end();
  }
  const found = request.method === 'GET' ? objects.get(key) : undefined;
  const version = url.searchParams.get('versionId');
  const stored =
    found && version !== null
      ? { ...found, hidden: false, body: found.history[Number(version.slice(1))] }
      : found;
  if (request.method === 'GET' && (!stored || stored.hidden)) {
    return refuse(response, 404, 'NoSuchKey');
  }
  if (!stored) return refuse(response, 405, 'MethodNotAllowed');
  response.writeHead(200, {
    'content-type': stored.contentType ?? 'binary/octet-stream',
    'content-length': stored.body.length,
  });
  return response.end(stored.body);
}

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request
    .on('data', (part: Buffer) => parts.push(part))
    .on('end', () => answer(request, response, Buffer.concat(parts)));
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`S3 ${(server.address() as AddressInfo).port}\n`),
);
process.on('disconnect', () => process.exit(0));

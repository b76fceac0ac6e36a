import type { S3Client } from '@aws-sdk/client-s3';
import { Objects } from './objects';

/**
 * In ms. Objects here are a line of text or a script, and an unreachable bucket must not block its
 * caller.
 */
const TIMEOUTS = { connectionTimeout: 3_000, requestTimeout: 15_000 };

/** Which version of an object is read, where a bucket keeps several. */
export type Which = 'newest' | 'oldest';

/**
 * Objects in an S3 bucket. Credentials and region come from the task itself (its role's credentials
 * endpoint, `AWS_REGION`). How long an object is protected from deletion is set on the bucket
 * (object lock). The oldest version of an object is the one that was written first: anything on
 * top, a newer version or a delete marker, is ignored.
 */
export function createBucket(bucket: string, prefix = '', which: Which = 'newest'): Objects {
  // Loaded on first use: an app that stores objects in a folder, or nowhere, starts without it.
  let opened:
    | Promise<{ readonly s3: typeof import('@aws-sdk/client-s3'); readonly client: S3Client }>
    | undefined;
  const open = () =>
    (opened ??= import('@aws-sdk/client-s3').then((s3) => ({
      s3,
      client: new s3.S3Client({ maxAttempts: 3, requestHandler: TIMEOUTS }),
    })));
  const write = async (
    key: string,
    body: Buffer | string,
    about: { readonly contentType: string; readonly cacheControl?: string },
    only?: '*',
  ) => {
    const { s3, client } = await open();
    await client.send(
      new s3.PutObjectCommand({
        Bucket: bucket,
        Key: prefix + key,
        Body: body,
        ContentType: about.contentType,
        CacheControl: about.cacheControl,
        IfNoneMatch: only,
      }),
    );
  };
  /** The first version of each key with this prefix. Keys come in order, newest versions first. */
  async function* firstVersions(begin: string) {
    const { s3, client } = await open();
    let last: { readonly key: string; readonly version: string } | undefined;
    let from: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
    while (from) {
      const page: import('@aws-sdk/client-s3').ListObjectVersionsOutput = await client.send(
        new s3.ListObjectVersionsCommand({ Bucket: bucket, Prefix: begin, ...from }),
      );
      for (const { Key, VersionId } of page.Versions ?? []) {
        if (last && last.key !== Key) yield last;
        last = { key: Key!, version: VersionId! };
      }
      from = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
    }
    if (last) yield last;
  }
  /** Starts before the first possible version. */
  const first = new Map<string, string>();
  async function firstVersion(whole: string): Promise<string | undefined> {
    for await (const { key, version } of firstVersions(whole)) {
      if (key === whole) first.set(key, version);
      // the prefix itself sorts before anything longer
      break;
    }
    return first.get(whole);
  }
  return {
    async add(key, body, attributes) {
      try {
        await write(key, body, attributes, '*');
        return true;
      } catch (error) {
        if (statusOf(error) === 412) return false;
        throw error;
      }
    },
    put: (key, body, attributes) => write(key, body, attributes),
    async get(key) {
      const { s3, client } = await open();
      const whole = prefix + key;
      const version =
        which === 'oldest' ? (first.get(whole) ?? (await firstVersion(whole))) : undefined;
      if (which === 'oldest' && version === undefined) return undefined;
      try {
        const { Body } = await client.send(
          new s3.GetObjectCommand({ Bucket: bucket, Key: whole, VersionId: version }),
        );
        return await Body!.transformToString();
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw error;
      }
    },
    async keys(below) {
      const found: string[] = [];
      if (which === 'oldest') {
        for await (const { key, version } of firstVersions(prefix + below)) {
          first.set(key, version);
          found.push(key.slice(prefix.length));
        }
        return found.sort();
      }
      const { s3, client } = await open();
      for await (const page of s3.paginateListObjectsV2(
        { client },
        { Bucket: bucket, Prefix: prefix + below },
      )) {
        found.push(...(page.Contents ?? []).map(({ Key }) => Key!.slice(prefix.length)));
      }
      return found.sort();
    },
  };
}

const statusOf = (error: unknown) =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;

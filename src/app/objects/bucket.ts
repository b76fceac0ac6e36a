import type { S3Client } from '@aws-sdk/client-s3';
import { Objects } from './objects';

/**
 * In ms. Objects here are a line of text or a script, and an unreachable bucket must not block its
 * caller.
 */
const TIMEOUTS = { connectionTimeout: 3_000, requestTimeout: 15_000 };

/**
 * Objects in an S3 bucket. Credentials and region come from the task itself (its role's credentials
 * endpoint, `AWS_REGION`). How long an object is protected from deletion is set on the bucket
 * (object lock).
 */
export function createBucket(bucket: string, prefix = ''): Objects {
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
  return {
    async add(key, body, about) {
      try {
        await write(key, body, about, '*');
        return true;
      } catch (error) {
        if (statusOf(error) === 412) return false;
        throw error;
      }
    },
    put: (key, body, about) => write(key, body, about),
    async get(key) {
      const { s3, client } = await open();
      try {
        const { Body } = await client.send(
          new s3.GetObjectCommand({ Bucket: bucket, Key: prefix + key }),
        );
        return await Body!.transformToString();
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw error;
      }
    },
    async keys(below) {
      const { s3, client } = await open();
      const found: string[] = [];
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

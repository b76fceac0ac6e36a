import { createBucket, Which } from './bucket';
import { createFolder } from './folder';
import { Objects } from './objects';

/**
 * @param place a folder, or `s3://bucket` with or without a prefix; nothing is touched until the
 * first call
 * @param which version of an object in a bucket is read
 */
export function openObjects(place: string, which: Which = 'newest'): Objects {
  const [, bucket, prefix] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(place) ?? [];
  return bucket
    ? createBucket(bucket, prefix && !prefix.endsWith('/') ? `${prefix}/` : prefix, which)
    : createFolder(place);
}

import { createBucket } from './bucket';
import { createFolder } from './folder';
import { Objects } from './objects';

/**
 * @param place a folder, or `s3://bucket` with or without a prefix; nothing is touched until the
 * first call
 */
export function openObjects(place: string): Objects {
  const [, bucket, prefix] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(place) ?? [];
  return bucket
    ? createBucket(bucket, prefix && !prefix.endsWith('/') ? `${prefix}/` : prefix)
    : createFolder(place);
}

/** Metadata a browser or a person sees. */
interface ObjectAttributes {
  readonly contentType: string;
  readonly cacheControl?: string;
}

export const JSON_TYPE: ObjectAttributes = { contentType: 'application/json' };

/** Named texts and files in a folder or a bucket. Keys are paths with `/`. */
export interface Objects {
  /**
   * Writes an object unless one of that name exists, which then stays as it is. True if this call
   * wrote it.
   */
  add(key: string, body: Buffer | string, attributes: ObjectAttributes): Promise<boolean>;
  /** Writes an object, replacing any of that name. */
  put(key: string, body: Buffer | string, attributes: ObjectAttributes): Promise<void>;
  /** The object's text; undefined if there is none. */
  get(key: string): Promise<string | undefined>;
  /** Keys with this prefix, in order. */
  keys(prefix: string): Promise<readonly string[]>;
}

/** What a browser or a person is told about an object. */
export interface About {
  readonly contentType: string;
  readonly cacheControl?: string;
}

/**
 * Named texts and files in a place of their own: a folder, or a bucket. Keys are paths with `/`.
 */
export interface Objects {
  /**
   * Writes it whole if there is none of that name yet; what is there stays as it is. True when this
   * call wrote it.
   */
  add(key: string, body: Buffer | string, about: About): Promise<boolean>;
  /** Writes it, whatever was there. */
  put(key: string, body: Buffer | string, about: About): Promise<void>;
  /** Its text; undefined when there is none. */
  get(key: string): Promise<string | undefined>;
  /** Keys that begin so, in order. */
  keys(prefix: string): Promise<readonly string[]>;
}

/** Where the owner of a token is cached. The braces keep a token's keys on one shard. */
export const cacheKey = (tokenHash: string) => `{token:${tokenHash}}:owner`;

/**
 * What create-app hands to whom: types only. `operations`, `live`, `relay`, `identity` and `http`
 * know each other by these.
 */
export * from './ports/common';
export * from './ports/write-path';
export * from './ports/reads';
export * from './ports/live';
export * from './ports/identity';
export * from './ports/redis';
export * from './ports/vault';
export * from './ports/relay';
export * from './ports/prints';
export * from './ports/sweep';

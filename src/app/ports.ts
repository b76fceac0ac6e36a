/**
 * What rooms know of each other: the types by which `assemble` joins them, and the errors that
 * several of them have to recognise.
 */
export * from './ports/common';
export * from './ports/database-away';
export * from './ports/changes';
export * from './ports/write-path';
export * from './ports/reads';
export * from './ports/readings';
export * from './ports/report-mails';
export * from './ports/live';
export * from './ports/identity';
export * from './ports/console-keys';
export * from './ports/oidc';
export * from './ports/redis';
export * from './ports/vault';
export * from './ports/relay';
export * from './ports/prints';
export * from './ports/devices';
export * from './ports/sweep';

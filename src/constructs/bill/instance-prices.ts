import { Price, SOURCES } from './prices';

type Table = Readonly<Record<string, number>>;

/** Discounts of one-year terms without upfront payment, and the instance type each was read for. */
const TERMS = {
  /** Read for t4g.small: -37.5 %. */
  t4g: 0.375,
  /** Read for t3.medium: -37.3 %. */
  t3: 0.373,
  /** Read for m7g.large: -33.8 %. */
  other: 0.338,
  /** Read for db.t3.large: -29.6 %. */
  databaseT: 0.296,
  /** Read for db.r8g: about -33 %. */
  databaseOther: 0.33,
  /** Read for cache.m6g.12xlarge: -31.7 %. That small nodes get the same is an assumption. */
  cache: 0.317,
} as const;

/** Hosts, per hour. */
const hosts: Table = {
  't3.micro': 0.0104,
  't3.small': 0.0208,
  't3.medium': 0.0416,
  't3.large': 0.0832,
  't3a.medium': 0.0376,
  't4g.nano': 0.0042,
  't4g.micro': 0.0084,
  't4g.small': 0.0168,
  't4g.medium': 0.0336,
  't4g.large': 0.0672,
  'm7g.medium': 0.0408,
  'm7g.large': 0.0816,
  'm8g.large': 0.08976,
  'c7g.large': 0.0725,
  'r5.large': 0.126,
};

/** PostgreSQL in one zone, per hour. A standby costs as much again. */
const databases: Table = {
  'db.t3.micro': 0.018,
  'db.t3.small': 0.036,
  'db.t3.medium': 0.072,
  'db.t3.large': 0.145,
  'db.t4g.micro': 0.016,
  'db.t4g.small': 0.032,
  'db.t4g.medium': 0.065,
  'db.m7g.large': 0.168,
  'db.r5.large': 0.25,
  'db.r6g.large': 0.225,
  'db.r7g.large': 0.239,
};

/** Redis OSS nodes, per hour. */
const redisNodes: Table = {
  'cache.t3.micro': 0.017,
  'cache.t3.small': 0.034,
  'cache.t4g.micro': 0.016,
  'cache.t4g.small': 0.032,
  'cache.t4g.medium': 0.065,
  'cache.m7g.large': 0.158,
  'cache.r6g.large': 0.206,
  'cache.r7g.large': 0.219,
};

/** Valkey nodes, per hour. */
const valkeyNodes: Table = {
  'cache.t3.micro': 0.0136,
  'cache.t3.small': 0.0272,
  'cache.t4g.micro': 0.0128,
  'cache.t4g.small': 0.0256,
  'cache.t4g.medium': 0.052,
  'cache.m7g.large': 0.1264,
  'cache.r6g.large': 0.1648,
  'cache.r7g.large': 0.1752,
  'cache.r8g.large': 0.1756,
};

function find(table: Table, type: string, what: string): number {
  const usd = table[type];
  if (usd === undefined) {
    throw new Error(
      `${what} ${type} has no price; add it to src/constructs/bill/instance-prices.ts ` +
        `with its source, or take one of ${Object.keys(table).join(', ')}`,
    );
  }
  return usd;
}

/** An hour of a host. @throws for a type that is not in the table, naming those that are */
export function hostPrice(type: string): Price {
  const family = type.split('.')[0];
  const term = family === 't4g' ? TERMS.t4g : family.startsWith('t3') ? TERMS.t3 : TERMS.other;
  return { usd: find(hosts, type, 'host'), unit: 'hour', term, ...SOURCES.karpenter };
}

/** An hour of one copy of a database. @throws for a class that is not in the table */
export function databasePrice(type: string): Price {
  return {
    usd: find(databases, type, 'database class'),
    unit: 'hour, each copy',
    term: type.startsWith('db.t') ? TERMS.databaseT : TERMS.databaseOther,
    ...SOURCES.rds,
  };
}

/** An hour of a cache node. @throws for an engine or node type that is not in the tables */
export function nodePrice(engine: string, type: string): Price {
  if (engine !== 'valkey' && engine !== 'redis') {
    throw new Error(`cache engine ${engine} has no price; only valkey and redis have`);
  }
  return {
    usd: find(engine === 'valkey' ? valkeyNodes : redisNodes, type, `${engine} node`),
    unit: 'node-hour',
    term: TERMS.cache,
    ...SOURCES.cache,
  };
}

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { formatRut } from '../../../../src/app/domain/model/rut';
import { Vault } from '../../../../src/app/ports';
import { rutOf } from '../../../support/rut';
import { Scan } from './scan';

/** A person the test knows, so that it can look for them everywhere. */
export interface Known {
  readonly rut: string;
  readonly phone: string;
  readonly name: string;
  /** What they type where nobody expects it. */
  readonly words: string;
  /** They gave only a phone. */
  readonly phoneOnly: boolean;
  /** The chat in which they get messages. */
  readonly chat: string;
}

export const known = (count: number): readonly Known[] =>
  Array.from({ length: count }, (_, index) => {
    const rut = rutOf(17_345_671 + index * 13_377);
    const phone = `+5697${(1_357_924 + index * 7919).toString()}`;
    const name = `Eufrasia${index}x Quezadaspiniak${index}`;
    const words = `Soy ${name}, RUT ${rut}, mi fono es ${phone}`;
    const chat = `${7_700_000_000 + index * 104_729}`;
    return { rut, phone, name, words, phoneOnly: index % 3 === 2, chat };
  });

/** Every form in which one of them may be stored, plain hashes included. */
function formsOf({ rut, phone, name, words, chat }: Known): readonly string[] {
  const plain = [
    rut,
    rut.replace('-', ''),
    formatRut(rut),
    phone,
    phone.slice(1),
    phone.slice(3),
    name,
    name.toLowerCase(),
    name.split(' ')[1],
    chat,
  ];
  const hashed = [...plain, words, words.toLowerCase()].flatMap((text) => [
    createHash('sha256').update(text).digest('hex'),
    createHash('sha256').update(text).digest('base64url'),
    createHash('sha256').update(text).digest('base64'),
    Buffer.from(text).toString('base64').replace(/=+$/, ''),
  ]);
  return [...plain, ...hashed, ...plain.map(encodeURIComponent)];
}

/** Looks for every form of each of them. */
export const scanFor = (people: readonly Known[]) => new Scan(people.flatMap(formsOf));

/**
 * Looks for the pseudonym that is kept as long as the person is: with the key, somebody who knows
 * the person finds them by it.
 */
export const pseudonymsFor = (
  people: readonly Known[],
  { blindIndex }: Pick<Vault, 'blindIndex'>,
) =>
  new Scan(
    people.flatMap(({ rut, phone, chat }) => [
      blindIndex(rut, 'national-id'),
      blindIndex(phone, 'phone'),
      blindIndex(chat, 'contact:telegram'),
    ]),
  );

/** Where somebody is found, as `place: surrounding text`, a few per place. */
export const found = (places: Readonly<Record<string, string>>, scan: Scan) =>
  Object.entries(places).flatMap(([place, text]) =>
    scan.in(Buffer.from(text)).map((around) => `${place}: ${around}`),
  );

/** Changes rows; returns how many. */
export async function inDatabase(url: string, sql: string): Promise<number | null> {
  const pool = new Pool({ connectionString: url });
  try {
    return (await pool.query(sql)).rowCount;
  } finally {
    await pool.end();
  }
}

/** Every table as text. */
export async function tablesOf(url: string): Promise<Readonly<Record<string, string>>> {
  const pool = new Pool({ connectionString: url });
  try {
    const { rows } = await pool.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public'",
    );
    const texts = await Promise.all(
      rows.map(async ({ name }) => {
        const all = await pool.query<{ row: string }>(`select t::text as row from "${name}" t`);
        return [`table ${name}`, all.rows.map(({ row }) => row).join('\n')] as const;
      }),
    );
    return Object.fromEntries(texts);
  } finally {
    await pool.end();
  }
}

/** Every key of Redis with what it holds. */
export async function redisText(url: string): Promise<string> {
  const redis = new Redis(url);
  try {
    const texts: string[] = [];
    for (const key of await redis.keys('*')) {
      const type = await redis.type(key);
      const value =
        type === 'string'
          ? await redis.get(key)
          : type === 'hash'
            ? await redis.hgetall(key)
            : type === 'set'
              ? await redis.smembers(key)
              : type === 'zset'
                ? await redis.zrange(key, '0', '-1')
                : type === 'list'
                  ? await redis.lrange(key, 0, -1)
                  : undefined;
      texts.push(`${key} ${JSON.stringify(value)}`);
    }
    return texts.join('\n');
  } finally {
    redis.disconnect();
  }
}

/** Every file below a folder. */
export async function filesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((each) => each.isFile());
  const texts = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [`file ${path}`, `${path} ${(await readFile(path)).toString('latin1')}`] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

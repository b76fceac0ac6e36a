import { CIPHERS, Vault } from '../../../src/app/ports';
import { rutOf } from '../../support/rut';

/** What a superuser with the keys could write: every cipher opens, every index fits. */

const someId = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const OTHER = rutOf(18_888_888);

/** Rows that look like the app's own, without any event. */
export const inventedWith = (vault: Vault): readonly (readonly [string, string])[] => {
  const { encrypt, blindIndex } = vault;
  const [chat, person, words, request, mail] = [1, 2, 3, 4, 5].map(someId);
  const chatIndex = blindIndex('4712', 'contact:telegram');
  const onTicket = `select '${words}', ticket_id`;
  return [
    [
      'a chat that follows a ticket',
      `with s as (
         insert into subscriptions
         select '${chat}', consumer, '${chatIndex}', branch_id, ticket_id, types, untils, true
           from subscriptions where ticket_id is not null returning id)
       insert into contacts
       select id, '${chatIndex}', '${encrypt('4712', `contact\0${chat}`)}', '{}', 1, null from s`,
    ],
    [
      'a person',
      `insert into customers (id, blind_index, cipher)
       values ('${person}', '${blindIndex(OTHER, 'national-id')}',
               '${encrypt(JSON.stringify({ nationalId: OTHER }), `customer\0${person}`)}')`,
    ],
    [
      'a remark',
      `insert into remarks ${onTicket}, '${encrypt('no', `remark\0${words}`)}', at
         from remarks limit 1`,
    ],
    [
      'a note',
      `insert into notes ${onTicket}, staff_id, '${encrypt('no', `note\0${words}`)}', at
         from notes limit 1`,
    ],
    [
      'a request',
      `insert into person_requests (id, asked, branch_id, cipher, at, due_at, state)
       values ('${request}', 'access', '1',
               '${encrypt('{"words":"x"}', `request\0${request}`)}', 0, 1, 'open')`,
    ],
    [
      'a report by mail to somebody',
      `insert into report_mails (id, staff_id, period, language, address, state, asked_at, due_at)
       values ('${mail}', 'admin-1', 'day', 'es',
               '${encrypt('x@y.cl', `report-mail\0${mail}`)}', 'active', 0, 9000000000000)`,
    ],
    [
      'a second factor of somebody without one',
      `insert into second_factors
       values ('admin-1', '${encrypt('s', 'second-factor\0admin-1')}',
               '{${vault.digest('mine')}}', 0, 0, null, null)`,
    ],
  ];
};

export type CipherKind = keyof typeof CIPHERS;
export const cipherKinds = Object.keys(CIPHERS) as readonly CipherKind[];

/** No event holds a digest of these, so that nothing is left of them once erased. */
export const sealedByNothing: readonly CipherKind[] = [
  'customer',
  'remark',
  'note',
  'request',
  'contact',
  'oidc-refresh',
];

/** Another value in a cipher's own place, with matching indexes. */
export function writtenAnew(vault: Vault, kind: CipherKind, key: string): string {
  const { table, column, key: keyColumn } = CIPHERS[kind];
  const text =
    kind === 'customer' || kind === 'request'
      ? JSON.stringify({ nationalId: OTHER, words: 'other words' })
      : '4712';
  const found = vault.blindIndex('4712', 'contact:telegram');
  const set =
    `update ${table} set ${column} = '${vault.encrypt(text, `${kind}\0${key}`)}'` +
    (kind === 'customer' ? `, blind_index = '${vault.blindIndex(OTHER, 'national-id')}'` : '') +
    (kind === 'contact' ? `, address_index = '${found}'` : '') +
    ` where ${keyColumn} = '${key}'`;
  return kind === 'contact'
    ? `with c as (${set} returning id)
       update subscriptions set chain = '${found}' where id in (select id from c)`
    : set;
}

import { randomUUID } from 'node:crypto';
import { App } from '../../../src/app/create-app';
import { sessionText } from '../../../src/app/domain/model/keys-given';
import { SEED } from '../../support/bank';

/**
 * Rows that would take a phone, a mail server, a provider or a bot to make: written as the app
 * writes them, with their events.
 * @param ticket one that waits at branch 1
 * @param planned a day that gets a plan
 */
export async function newerRows(
  { run, operations, vault }: App,
  ticket: string,
  planned: string,
): Promise<void> {
  const ofBank = { branch: 'bank', actor: SEED, load: {} } as const;
  const nothing = { type: 'Record', facts: [] } as const;
  const staff = 'supervisor-1';
  await run({
    ...ofBank,
    command: nothing,
    change: {
      kind: 'second-factor',
      staff,
      do: 'enrol',
      cipher: vault.encrypt('secret', `second-factor\0${staff}`),
      recovery: [vault.digest('one'), vault.digest('two')],
      step: 1,
    },
  });
  const passkey = {
    ...{ id: randomUUID(), credential: 'YQ', publicKey: 'Yg', counter: 0 },
    ...{ transports: ['internal'], name: 'Mi teléfono' },
  };
  await run({
    ...ofBank,
    command: nothing,
    change: { kind: 'second-factor', staff, do: 'add-passkey', passkey },
  });
  await operations.requireSecondFactor(SEED, 'auditor', false);
  const mail = randomUUID();
  await run({
    ...ofBank,
    command: nothing,
    change: {
      kind: 'report-mail',
      do: 'ask',
      id: mail,
      ...({ staff, branch: '1', period: 'day', language: 'es', elsewhere: [] } as const),
      addressCipher: vault.encrypt('jefa@banco.cl', `report-mail\0${mail}`),
    },
  });
  await operations.saveDayPlan(
    { branch: '1', actor: SEED },
    {
      day: planned,
      ifVersion: 0,
      plan: { fromMinute: 540, advisors: [2, 2], skills: [], scale: 1, share: 0.8 },
    },
  );
  await linked({ run, vault }, ticket);
  await fromProvider({ run, vault });
}

/** A chat that follows a ticket. */
async function linked({ run, vault }: Pick<App, 'run' | 'vault'>, ticket: string): Promise<void> {
  const id = randomUUID();
  const addressIndex = vault.blindIndex('4711', 'contact:telegram');
  await run({
    ...{ branch: '1', actor: SEED, load: {}, command: { type: 'Record', facts: [] } },
    change: {
      kind: 'link',
      contact: {
        ...{ id, consumer: 'telegram', ticket, thread: addressIndex, addressIndex, data: {} },
        addressCipher: vault.encrypt('4711', `contact\0${id}`),
        types: { TicketCancelled: { until: 'ended' } },
      },
    },
  });
}

const PROVIDED = 'provided';

/** The event of a session opened by the bank's own sign-in; its row is `providedRow`. */
async function fromProvider({ run, vault }: Pick<App, 'run' | 'vault'>): Promise<void> {
  const details = {
    ...{ session: PROVIDED, until: UNTIL, by: 'provider', sid: 'sid' },
    key: vault.digest(sessionText(PROVIDED, 'hash')),
  };
  const fact = { type: 'BankFact', what: 'signed-in', subject: 'auditor-1', details } as const;
  const command = { type: 'Record', facts: [fact] } as const;
  await run({ branch: 'bank', actor: SEED, load: {}, command });
}

const UNTIL = 9_000_000_000_000;

export const providedRow = ({ vault }: Pick<App, 'vault'>) => ({
  text: `insert into sessions (id, token_hash, staff_id, expires_at, oidc_sid, oidc_refresh,
                               oidc_asked_at)
         values ($1, 'hash', 'auditor-1', $2, 'sid', $3, 1)`,
  values: [PROVIDED, UNTIL, vault.encrypt('refresh', `oidc-refresh\0${PROVIDED}`)],
});

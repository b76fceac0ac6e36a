import { createTelegram } from '../../../../../src/app/plugins/telegram/telegram';
import { newKeys } from '../../../../../src/app/vault/keys';
import { createDatabase, TestDatabase } from '../../../../support/database';
import { until } from '../../../../support/wait';
import { openStage, Stage } from '../../../relay/stage';
import { LooseServer } from '../loose-server';

let database: TestDatabase;
export let stage: Stage;
export const server = new LooseServer();
const telegram = () =>
  createTelegram({
    token: '4242:another-servers-token',
    apiRoot: server.url,
    positionsMs: 500,
    callMs: 2_000,
  });
let plugin: ReturnType<typeof telegram>;

export const staff = { branch: '1', actor: { kind: 'staff' as const, id: 'advisor-1' } };
export const mine = (ticket: string) => ({ ticket, staff: 'advisor-1', supervises: false });
export const says = async (chat: number, text: RegExp, times = 1) => {
  await until(() => server.saidTo(chat, text).length >= times, `${text} to ${chat}`).catch(
    (error: Error) => {
      const said = server.sent.filter((one) => one.chat === chat).map((one) => one.text);
      throw new Error(`${error.message}: ${JSON.stringify(said)}`);
    },
  );
  return server.saidTo(chat, text).at(-1)!;
};
export const linked = async (ticket: string) =>
  (await stage.host('telegram').contacts.byTicket(ticket)).length;

export async function start(chat: number, ticket: string): Promise<void> {
  let url: string | undefined;
  await until(
    async () => (url = await plugin.link!('1', ticket, { fresh: true, acts: true })) !== undefined,
    "the bot's name",
  );
  server.text(chat, `/start ${new URL(url!).searchParams.get('start')}`);
  await says(chat, /🎫/);
}
export const cancel = (id: string) =>
  stage.operations.cancel(
    { branch: '1', actor: { kind: 'customer', id } },
    { ticket: id, because: 'customer' },
  );

export function openOtherServer(): void {
  beforeAll(async () => {
    await server.start();
    database = await createDatabase();
    plugin = telegram();
    stage = await openStage(database.url, newKeys(), [plugin], {
      publicUrl: 'https://turnos.example',
    });
    await stage.seed();
  });

  afterAll(async () => {
    await stage?.close();
    await server.stop();
    await database?.drop();
  });
}

export const issuedRow = async (ticket: string, type: string) =>
  (
    await stage.database.pools.read.query(
      `
        select state, attempts, due_at as due, lease
          from deliveries
         where ticket_id = $1 and type = $2`,
      [ticket, type],
    )
  ).rows[0];

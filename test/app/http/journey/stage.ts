import { smtpMailer } from '../../../../src/app/mail/smtp';
import { Answer, Ask, openStage, Stage } from '../stage';

export let stage: Stage;
/** The method and documented path of every request so far. */
export const walked = new Set<string>();
export let kiosk: string;
export let advisor: string;
export let supervisor: string;
export let admin: string;
export let auditor: string;

/** One bank for the whole walk: each part finds what the last one left behind. */
export function openJourney(): void {
  beforeAll(async () => {
    // no mail is sent here; it only has to be configured
    const from = { address: 'turnos@bank.cl' };
    const mailer = smtpMailer({ host: 'localhost', port: 9, tls: 'starttls', from });
    stage = await openStage({ adminCode: 'a-code-nobody-needs-here', mailer });
    [kiosk, advisor, supervisor, admin, auditor] = [
      await stage.device('kiosk-1'),
      await stage.staff('advisor-1'),
      await stage.staff('supervisor-1'),
      await stage.staff('admin-1'),
      await stage.staff('auditor-1'),
    ];
  });
  afterAll(() => stage.close());
}

/** A request that must succeed; its route counts as walked. */
export async function walk(method: string, path: string, ask: Ask, status = 200): Promise<Answer> {
  const answer = await stage.ask(method, path, ask);
  if (answer.status !== status) {
    throw new Error(`${method} ${path}: expected ${status}, got ${answer.status} ${answer.text}`);
  }
  await showsNoKey(answer, ask);
  walked.add(`${method} ${stage.contract.find(method, path)?.path}`);
  return answer;
}
/** Only the customer gets the customer's key: answers to staff and screens have none that acts. */
async function showsNoKey({ text }: Answer, { as }: Ask) {
  if (!as?.startsWith('Bearer ') || as === kiosk || as === (await stage.device('kiosk-2'))) return;
  for (const [key] of text.matchAll(/(?<![\w-])1[\w-]{22}(?![\w-])/g)) {
    expect((await stage.ask('GET', '/api/my', { as: `Ticket ${key}` })).status).toBe(401);
  }
}

export const branch = '/api/branches/1';
export const idOf = (answer: Answer, name = 'ticket') => (answer.body[name] as { id: string }).id;

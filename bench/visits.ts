import { apiOf } from '../test/support/api';
import { call, callers, enrol, signIn } from '../test/support/caller';

const branch = '1';

/**
 * Customers of branch 1 who take a ticket, are called, served and leave: four requests each, and
 * five more with `looks`, as screens and pages send them. Its bank has an advisor for each client.
 * @param said by the kiosk, for each of them
 */
export async function visits(
  url: string,
  count: number,
  clients: number,
  looks: boolean,
  said: () => Readonly<{ queue: string; nationalId?: string }> = () => ({ queue: 'caja' }),
): Promise<void> {
  const api = apiOf(url);
  const kiosk = await enrol(url, `kiosk-${branch}`);
  const supervisor = await signIn(url, 'supervisor-1');
  const tokens: string[] = [];
  for (let n = 1; n <= clients; n += 1) {
    const token = await signIn(url, `advisor-${branch}-${n}`);
    await api.call('PUT /api/branches/:branch/advisors/me', {
      params: { branch },
      token,
      body: { state: 'available', counter: String(n) },
    });
    tokens.push(token);
  }
  const free = tokens.map((_, n) => n);
  const visit = async () => {
    const at = free.pop()!;
    const token = tokens[at];
    await api.call('POST /api/branches/:branch/tickets', {
      params: { branch },
      token: kiosk,
      body: said(),
    });
    const called = await api.call('POST /api/branches/:branch/counters/:counter/call-next', {
      params: { branch, counter: String(at + 1) },
      token,
    });
    const given = { params: { branch, ticket: called!.ticket.id }, token };
    await api.call('POST /api/branches/:branch/tickets/:ticket/start', given);
    await api.call('POST /api/branches/:branch/tickets/:ticket/finish', given);
    const asked = [
      ['kiosk', kiosk],
      ['display', kiosk],
      ['floor', supervisor],
      ['advisors/me', token],
      ['directory', token],
    ] as const;
    for (const [path, who] of looks ? asked : []) {
      await call(url, 'GET', `/api/branches/${branch}/${path}`, { token: who });
    }
    free.push(at);
  };
  const work = Array.from({ length: Math.ceil(count) }, () => visit);
  await callers(clients, work);
}

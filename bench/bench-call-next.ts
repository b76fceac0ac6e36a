import { apiOf } from '../test/support/api';
import { callers, enrol, signIn } from '../test/support/caller';
import { apiOver, KeptConnection } from './kept-connection';
import { Bench } from './main';
import { load, percentile } from './measure';
import { openStage } from './stage';

const ADVISORS = 32;
const WAITING = 3_000;
const SECONDS = 6;
const branch = '1';
const HEADING =
  'clients   issued/s   turns/s   commands of a turn: p50 ms, p99 ms   errors   ' +
  'ratio (2 commands × turns / issued)';
const queues = ['caja', 'personal-banker', 'empresas', 'gerencia'];

type Api = Pick<ReturnType<typeof apiOver>, 'call'>;

/** Every advisor on duty at a counter; their tokens. */
async function signOn(url: string): Promise<string[]> {
  const tokens: string[] = [];
  for (let n = 1; n <= ADVISORS; n += 1) {
    const token = await signIn(url, `advisor-1-${n}`);
    await apiOf(url).call('PUT /api/branches/:branch/advisors/me', {
      params: { branch },
      token,
      body: { state: 'available', counter: String(n) },
    });
    tokens.push(token);
  }
  return tokens;
}

/**
 * Customers called, started and finished over HTTP, beside tickets issued over HTTP in the same run
 * on the same branch.
 */
export const bench: Bench = {
  about:
    'call-next: whole turns (call, start, finish and next) a second through one app ' +
    'process on one branch with 3,000 waiting, beside issuing on the same branch',
  async run(say) {
    const stage = await openStage({ advisors: ADVISORS, settings: { pauseAbsent: false } });
    try {
      const app = await stage.app();
      const kiosk = await enrol(app.url, 'kiosk-1');
      let issued = 0;
      const issue = async (api: Api) => {
        await api.call('POST /api/branches/:branch/tickets', {
          params: { branch },
          token: kiosk,
          body: { queue: queues[issued++ % 4], lane: issued % 9 ? 'general' : 'preferential' },
        });
        return true;
      };
      const first = apiOf(app.url);
      await callers(
        16,
        Array.from({ length: WAITING }, () => async () => void (await issue(first))),
      );
      await stage.analyze();
      const tokens = await signOn(app.url);
      const current: (string | undefined)[] = [];
      const calls: number[] = [];
      const callNext = async (api: Api, token: string, counter: string) => {
        const params = { branch, counter };
        const called = await api.call('POST /api/branches/:branch/counters/:counter/call-next', {
          params,
          token,
        });
        return called?.ticket.id;
      };
      const turn = async (api: Api, client: number) => {
        const token = tokens[client];
        const at = performance.now();
        const ticket = current[client] ?? (await callNext(api, token, String(client + 1)));
        if (!ticket) return false;
        const given = { params: { branch, ticket }, token };
        await api.call('POST /api/branches/:branch/tickets/:ticket/start', given);
        const { next } = await api.call('POST /api/branches/:branch/tickets/:ticket/finish', {
          ...given,
          body: { next: true },
        });
        calls.push((performance.now() - at) / 2);
        current[client] = next?.id;
        return true;
      };
      say(HEADING);
      const results = [];
      for (const clients of [1, 8, 32]) {
        const lines = Array.from({ length: clients }, () => new KeptConnection(app.url));
        const apis = lines.map(apiOver);
        const issuing = await load(clients, SECONDS, (client) => issue(apis[client]));
        calls.length = 0;
        const turns = await load(clients, SECONDS, (client) => turn(apis[client], client));
        lines.forEach((line) => line.end());
        const ratio = (2 * turns.perSecond) / issuing.perSecond;
        results.push({ clients, issuing, turns, ratio, p99: percentile(calls, 0.99) });
        say(
          `${String(clients).padStart(7)} ${issuing.perSecond.toFixed(0).padStart(10)} ` +
            `${turns.perSecond.toFixed(0).padStart(9)} ` +
            `${percentile(calls, 0.5).toFixed(1).padStart(20)} ` +
            `${percentile(calls, 0.99).toFixed(1).padStart(15)} ` +
            `${String(turns.errors).padStart(8)} ${ratio.toFixed(2).padStart(8)}`,
        );
      }
      return { bench: 'call-next', results };
    } finally {
      await stage.end();
    }
  },
};

import { Stage } from '../stage';

/** What an advisor presses, in their branch. */
export const deskOf = (stage: Stage) => (branch: string, who: string, counter: string) => {
  const press = async (method: string, path: string, body?: object) => {
    const as = await stage.staff(who);
    const answer = await stage.ask(method, `/api/branches/${branch}/${path}`, { as, body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  return {
    state: (state: string, more: object = {}) =>
      press('PUT', 'advisors/me', { state, counter, ...more }),
    async next(): Promise<string> {
      return ((await press('POST', `counters/${counter}/call-next`)).ticket as { id: string }).id;
    },
    on: (ticket: string, verb: string, body?: object) =>
      press('POST', `tickets/${ticket}/${verb}`, body),
  };
};

/** Takes a ticket at a branch's kiosk. */
export const kioskOf =
  (stage: Stage) =>
  async (branch: string, queue: string, more: object = {}) =>
    stage.call('POST /api/branches/:branch/tickets', {
      params: { branch },
      body: { queue, ...more },
      as: await stage.device(`kiosk-${branch}`),
    });

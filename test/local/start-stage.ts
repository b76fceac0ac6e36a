import { serversOf, Started } from '../support/npm-start';

/** Ends it as Ctrl-C does, and checks that nothing is left. */
export async function interrupt(started: Started, signal: NodeJS.Signals = 'SIGINT') {
  started.process.kill(signal);
  expect(await started.ended).toEqual({ code: 0, signal: null });
  expect(await serversOf(started.folder)).toEqual([]);
}

/** Enrols the kiosk of branch 1 and issues a ticket, as the kiosk page does. */
export async function issue(
  url: string,
): Promise<{ readonly token: string; readonly number: string }> {
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(url + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', ...headers },
    });
    if (response.status !== 201) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    return (await response.json()) as { token: string; ticket: { number: string } };
  };
  const { token } = await post('/api/devices/enrol', { code: 'kiosk-1' });
  const { ticket } = await post(
    '/api/branches/1/tickets',
    { queue: 'caja' },
    { Authorization: `Bearer ${token}`, 'Idempotency-Key': `start-test-${process.pid}` },
  );
  return { token, number: ticket.number };
}

export const ticketState = async (url: string, token: string, number: string) => {
  const response = await fetch(`${url}/api/branches/1/tickets/${number}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return response.status === 200
    ? ((await response.json()) as { state: string }).state
    : response.status;
};

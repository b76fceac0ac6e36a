import type { My } from '../../../../src/app/wire/my';
import { look, sizes, World } from '../world';

const HOUR_MS = 3_600_000;

/**
 * A phone whose turn would come after closing: it says so, says when to come instead, and asks
 * nobody to come now. The server's closing time is injected, since no real branch closes at every
 * hour.
 */
export async function closingComesFirst(world: World): Promise<void> {
  const { page } = await world.issue('empresas', { branch: '2' });
  const closing = {
    at: new Date(Date.now() + HOUR_MS / 2).toISOString(),
    cancels: true,
    of: 'branch',
    opensAt: new Date(Date.now() + 24 * HOUR_MS).toISOString(),
  } as const;
  const last = {
    position: 12,
    said: { as: 'between', low: 35, high: 80 },
    closing: 'will-miss',
  } as const;
  for (const [english, misses, later] of [
    [false, /^Cerramos a las \d\d:\d\d: no alcanzaremos a atenderle hoy/, 'Necesito más tiempo'],
    [true, /^We close at \d\d:\d\d: we will not be able to serve you today/, 'I need more time'],
  ] as const) {
    const phone = await world.open('/', { size: sizes.phone, english });
    await phone.route('**/api/my', async (route) => {
      const response = await route.fetch();
      const json = (await response.json()) as My;
      await route.fulfill({
        response,
        json: {
          ...json,
          branch: { ...json.branch, closing },
          ticket: { ...json.ticket, ...last },
        },
      });
    });
    await phone.routeWebSocket(/\/live/, (socket) => {
      socket.connectToServer().onMessage((text) => {
        const frame = JSON.parse(text.toString()) as { kind: string; data: object };
        const data = frame.kind === 'state' && { ...frame.data, ...last };
        socket.send(JSON.stringify(data ? { ...frame, data } : frame));
      });
    });
    await phone.goto(world.url + page);
    await phone.locator('.notice', { hasText: misses }).waitFor();
    expect(await phone.getByRole('button', { name: later }).count()).toBe(0);
    expect(await phone.getByText(/se acerca su turno|almost your turn/i).count()).toBe(0);
    await look(phone, `ticket-will-miss-${english ? 'en' : 'es'}`, { whole: true });
    await phone.close();
  }
}

import { look, sizes, World } from '../world';

/** A panel for some of the queues shows their calls and waits, and no others. */
export async function someQueues(world: World, number: string, queue: string): Promise<void> {
  const panel = (queues: string) =>
    world.open(`/display#enrol=display-2&second=en&queues=${queues}`, { size: sizes.display });
  const mine = await panel(queue);
  await mine.locator('.last li .number', { hasText: number }).first().waitFor();
  await look(mine, 'display-some-queues', { fixed: true });
  await mine.setViewportSize({ width: 1080, height: 1920 });
  await look(mine, 'display-some-queues-portrait', { fixed: true });
  const others = await panel('caja');
  await others.getByText('Sin llamados por ahora').waitFor();
  expect(await others.locator('.number', { hasText: number }).count()).toBe(0);
  await look(others, 'display-other-queues', { fixed: true });
  await mine.close();
  await others.close();
}

import { World } from './world';

/** Cancels whom earlier tests have left in line: they may be due before those who come now. */
export async function emptyLine(world: World, branch: string): Promise<void> {
  const path = `/api/branches/${branch}/tickets`;
  const left = await world.asStaff<{ id: string }[]>(
    'supervisor-1',
    'GET',
    `${path}?state=waiting`,
  );
  for (const { id } of left) {
    await world.asStaff('supervisor-1', 'POST', `${path}/${id}/cancel`, {});
  }
}

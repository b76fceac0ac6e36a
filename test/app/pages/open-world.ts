import { World } from './world';

/** What the file's tests see: opened once per test file that calls `openWorld`. */
export let world: World;

/**
 * Opens the world before the file's tests and closes it after them. Pages that a test opened are
 * closed with it; those that were open before the first test stay. No test leaves a complaint.
 *
 * @param environment gives what `npm start` finds in its environment; called after what the file
 *   does before that
 */
export function openWorld(environment: () => NodeJS.ProcessEnv = () => ({})): void {
  beforeAll(async () => {
    world = await World.open(environment());
  });
  beforeEach(() => world.beginTest());
  afterEach(() => world.endTest());
  afterAll(() => world?.close());
}

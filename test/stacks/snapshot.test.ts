import { isDeepStrictEqual } from 'node:util';
import { phaseTemplate } from '../constructs/synthesized';

type Resources = Record<string, unknown>;

/**
 * The resources of a phase, without asset hashes, which change with the app, and without tags,
 * which are on everything.
 */
function resourcesOf(phase: string): Resources {
  const text = JSON.stringify(phaseTemplate(phase).toJSON().Resources).replace(
    /[0-9a-f]{64}/g,
    '<hash>',
  );
  return JSON.parse(text, (key, value: unknown) =>
    key === 'Tags' ? undefined : value,
  ) as Resources;
}

/**
 * Differences from the previous phase: resources added or changed, as they are now, and the names
 * of removed ones.
 */
function since(before: Resources, now: Resources) {
  return {
    now: Object.fromEntries(
      Object.entries(now).filter(([id, resource]) => !isDeepStrictEqual(resource, before[id])),
    ),
    gone: Object.keys(before).filter((id) => !(id in now)),
  };
}

test('pilot is what it was', () => {
  expect(resourcesOf('pilot')).toMatchSnapshot();
});

test.each([
  ['pilot', 'expansion'],
  ['expansion', 'national'],
])('after %s, %s is what it was', (before, phase) => {
  expect(since(resourcesOf(before), resourcesOf(phase))).toMatchSnapshot();
});

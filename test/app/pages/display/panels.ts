/** Sizes of panels, in px, lying and upright. */
const PANELS = [
  [1280, 720],
  [1366, 768],
  [1920, 1080],
  [3840, 2160],
  [1024, 768],
] as const;

export const turned = PANELS.flatMap(([long, short]) => [
  [long, short],
  [short, long],
]);

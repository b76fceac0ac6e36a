import fc from '../../support/draws';

const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0');

/** Other ways to write a path: `at` is the position. */
const ways: readonly ((path: string, at: number) => string)[] = [
  (path) => `${path}/`,
  (path) => `/${path}`,
  (path) => `${path};jsessionid=1`,
  (path) => `${path}.`,
  (path) => `${path}.json`,
  (path) => `${path}%20`,
  (path) => `${path}%00`,
  (path) => `${path}%2f`,
  (path) => `${path}#here`,
  (path) => `${path}?`,
  (path) => `http://localhost${path}`,
  (path) => `//localhost${path}`,
  (path) => `/x/..${path}`,
  (path) => `/.${path}`,
  (path) => `/%2e${path}`,
  (path, at) => replaced(path, at, (character) => character.toUpperCase()),
  (path, at) => replaced(path, at, (character) => `%${hex(character)}`),
  (path, at) => replaced(path, at, (character) => `%${hex(character).toUpperCase()}`),
  (path, at) => replaced(path, at, (character) => `%25${hex(character)}`),
  (path, at) => replaced(path, at, (character) => `${character}\xa0`),
  (path, at) => atSlash(path, at, '//'),
  (path, at) => atSlash(path, at, '/./'),
  (path, at) => atSlash(path, at, '/x/../'),
  (path, at) => atSlash(path, at, ';a=b/'),
  (path, at) => atSlash(path, at, '\\'),
  (path, at) => atSlash(path, at, '%2F'),
  (path, at) => atSlash(path, at, '%5c'),
];

function replaced(path: string, at: number, how: (character: string) => string): string {
  const place = at % path.length;
  return path.slice(0, place) + how(path[place]) + path.slice(place + 1);
}

/** The path with one of its slashes written differently. */
function atSlash(path: string, at: number, instead: string): string {
  const places = [...path].flatMap((character, place) => (character === '/' ? [place] : []));
  const place = places[at % places.length];
  return place === undefined ? path : path.slice(0, place) + instead + path.slice(place + 1);
}

/** The path in up to three of these ways at once, or as it is. */
export const spellings = (path: string): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.constantFrom(...ways), fc.nat(200)), { maxLength: 3 })
    .map((steps) => steps.reduce((spelled, [way, at]) => way(spelled, at), path));

/** Every way once. */
export const eachWay = (path: string): readonly string[] =>
  ways.flatMap((way) => [1, 5, 9].map((at) => way(path, at)));

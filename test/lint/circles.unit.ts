import { circularRooms } from '../../lint/circles.mts';

const room = (path: string, ...sees: string[]) => ({ path, sees, packages: [], why: '' });

test('rooms whose arrows go one way are no circle', () => {
  expect(circularRooms([room('a', 'b', 'c'), room('b', 'c'), room('c')])).toEqual([]);
  expect(circularRooms([room('a', 'a/b'), room('a/b')])).toEqual([]);
});

test('rooms that see each other are named, by way of a third room or of a file too', () => {
  expect(circularRooms([room('a', 'b'), room('b', 'a')])).toEqual(['a', 'b']);
  expect(circularRooms([room('a', 'b'), room('b', 'c'), room('c', 'a'), room('d', 'a')])).toEqual([
    'a',
    'b',
    'c',
  ]);
  expect(circularRooms([room('a', 'b/file.ts'), room('b', 'a')])).toEqual(['a', 'b']);
});

test('types count as values do', () => {
  expect(circularRooms([{ ...room('a'), seesTypesOf: ['b'] }, room('b', 'a')])).toEqual(['a', 'b']);
});

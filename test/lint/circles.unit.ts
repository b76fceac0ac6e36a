import { circularRooms } from '../../lint/circles.mts';

const room = (path: string, ...sees: string[]) => ({ path, sees, packages: [], why: '' });

test('rooms with imports in one direction are not a circle', () => {
  expect(circularRooms([room('a', 'b', 'c'), room('b', 'c'), room('c')])).toEqual([]);
  expect(circularRooms([room('a', 'a/b'), room('a/b')])).toEqual([]);
});

test('rooms that import each other are named, also through a third room or a file', () => {
  expect(circularRooms([room('a', 'b'), room('b', 'a')])).toEqual(['a', 'b']);
  expect(circularRooms([room('a', 'b'), room('b', 'c'), room('c', 'a'), room('d', 'a')])).toEqual([
    'a',
    'b',
    'c',
  ]);
  expect(circularRooms([room('a', 'b/file.ts'), room('b', 'a')])).toEqual(['a', 'b']);
});

test('types count like values', () => {
  expect(circularRooms([{ ...room('a'), seesTypesOf: ['b'] }, room('b', 'a')])).toEqual(['a', 'b']);
});

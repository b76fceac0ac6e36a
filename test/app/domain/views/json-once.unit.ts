import { floorJson, openedFor } from '../../../../src/app/domain/views/json-once';
import { writtenFloor } from '../../../../src/app/domain/views/written-floor';
import { Branch } from '../support/branch';

const inLine = (count: number) => {
  const branch = new Branch().signOn('ana', '1');
  for (let n = 0; n < count; n += 1) branch.issue('caja', n % 3 ? 'general' : 'preferential');
  return branch;
};

test('a floor assembled from parts equals one written at once', () => {
  const branch = inLine(7);
  for (const floor of [new Branch().floor, branch.floor]) {
    expect(JSON.parse(floorJson(floor))).toEqual(JSON.parse(JSON.stringify(floor)));
    const shown = writtenFloor(floor);
    expect(JSON.parse(floorJson(shown))).toEqual(JSON.parse(JSON.stringify(shown)));
  }
});

test('a changed ticket is written again', () => {
  const branch = inLine(3);
  floorJson(branch.floor);
  branch.next('ana');
  expect(JSON.parse(floorJson(branch.floor))).toEqual(JSON.parse(JSON.stringify(branch.floor)));
});

test('unchanged parts are written once, however often they are read', () => {
  let times = 0;
  const ticket = { id: 'a "name"', toJSON: () => ({ times: (times += 1) }) };
  const line = { seq: 1, tickets: { [ticket.id]: ticket } };
  expect(floorJson(line)).toBe('{"seq":1,"tickets":{"a \\"name\\"":{"times":1}}}');
  expect(floorJson({ ...line, seq: 2 })).toContain('{"times":1}');
  expect(times).toBe(1);
});

test('a member is added to an object with members, and to one with none', () => {
  expect(`${openedFor('{}', 'a')}1}`).toBe('{"a":1}');
  expect(`${openedFor('{"b":{}}', 'a')}1}`).toBe('{"b":{},"a":1}');
});

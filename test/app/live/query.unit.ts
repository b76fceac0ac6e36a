import { parseAsk } from '../../../src/app/live/query';

test('a new page, a returning one, and empty values', () => {
  expect(parseAsk('/live?branch=1&view=floor')).toEqual({ branch: '1', view: 'floor' });
  expect(parseAsk('/live?branch=1&view=display&since=12&epoch=e')).toEqual({
    branch: '1',
    view: 'display',
    place: { epoch: 'e', seq: 12 },
  });
  expect(parseAsk('/live?branch=1&view=display&since=&epoch=')).toEqual({
    branch: '1',
    view: 'display',
  });
  expect(parseAsk('/live?branch=1&view=display&since=12')).toEqual({
    branch: '1',
    view: 'display',
  });
});

test.each([
  ['', ['branch', 'view']],
  ['?branch=1', ['view']],
  ['?branch=../2&view=floor', ['branch']],
  ['?branch=1&view=everything', ['view']],
  ['?branch=1&view=floor&since=-5&epoch=e', ['since']],
  ['?branch=1&view=floor&since=1e9&epoch=e', ['since']],
  ['?branch=1&branch=2&view=floor', ['branch']],
  [`?branch=1&view=floor&since=1&epoch=${'e'.repeat(101)}`, ['epoch']],
])('%s: says which field, what it got and what it wants', (query, fields) => {
  const wrong = parseAsk(`/live${query}`);
  expect(wrong).toEqual(
    fields
      .map((field) => ({
        field,
        got: expect.anything() as unknown,
        wants: expect.any(String) as unknown,
      }))
      .map((each, index) =>
        (wrong as readonly { got: unknown }[])[index].got === null ? { ...each, got: null } : each,
      ),
  );
});

import { parseHtml } from '../../../src/local/bot-api/entities';

test('tags become entities over UTF-16 text', () => {
  expect(
    parseHtml('🎫 <b>C01</b> &lt;a&gt; <a href="https://x.example/?a=1&amp;b=2">ver</a>'),
  ).toEqual({
    text: '🎫 C01 <a> ver',
    entities: [
      { type: 'bold', offset: 3, length: 3 },
      { type: 'text_link', offset: 11, length: 3, url: 'https://x.example/?a=1&b=2' },
    ],
  });
  expect(parseHtml('<b>a<i>b</i></b>').entities).toEqual([
    { type: 'bold', offset: 0, length: 2 },
    { type: 'italic', offset: 1, length: 1 },
  ]);
  expect(parseHtml('&#241;&#x1F600;&nbsp;')).toEqual({ text: 'ñ😀&nbsp;', entities: [] });
});

test.each([
  ['<b>x', 'Can\'t find end tag corresponding to start tag "b"'],
  ['x</b>', 'Unexpected end tag at byte offset 1'],
  ['ñ<b>x</i>', 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'],
  ['<script>x</script>', 'Unsupported start tag "script" at byte offset 0'],
  ['a < b', 'Unsupported start tag "" at byte offset 2'],
])('%s is refused as Telegram refuses it', (html, what) => {
  expect(() => parseHtml(html)).toThrow(`Bad Request: can't parse entities: ${what}`);
});

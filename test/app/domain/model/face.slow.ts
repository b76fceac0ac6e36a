import { contrast, mixed } from '../../../../src/app/domain/model/colour';
import {
  accentFault,
  brandFault,
  defaultFace,
  LIGHT_GROUNDS,
  logoFault,
  nearestBrand,
} from '../../../../src/app/domain/model/face';
import { faceLook } from '../../../../src/app/domain/model/face-look';
import { faceCss, markHtml } from '../../../../src/app/domain/model/face-page';
import { LOGO_WANTS, MOST_LOGO, readLogo } from '../../../../src/app/domain/model/logo';
import { chunk, logoOf, png } from '../../../support/png';

/** Every 32nd step of each part: 512 colours. */
const STEPS = Array.from({ length: 8 }, (_, at) => (at * 32).toString(16).padStart(2, '0'));
const all = STEPS.flatMap((r) => STEPS.flatMap((g) => STEPS.map((b) => `#${r}${g}${b}`)));
const parts = (colour: string) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
const apart = (a: string, b: string) =>
  Math.max(...parts(a).map((part, at) => Math.abs(part - parts(b)[at])));
const suggested = (fault: string | undefined) => /(#[0-9a-f]{6})$/.exec(fault ?? '')?.[1];

test('contrast is computed as in WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(contrast('#ffffff', '#0000ff')).toBeCloseTo(8.59, 2);
});

test('a refused colour comes with the nearest one that is accepted', () => {
  let refused = 0;
  for (const colour of all) {
    for (const fault of [brandFault, accentFault]) {
      const other = suggested(fault(colour));
      if (fault(colour) === undefined) continue;
      refused += 1;
      expect([colour, other, fault(other!)]).toEqual([colour, other, undefined]);
    }
    const near = nearestBrand(colour);
    // A small step back towards the requested colour is no longer readable.
    if (apart(near, colour) >= 30) expect(brandFault(mixed(near, colour, 0.1))).toBeDefined();
  }
  expect(refused).toBeGreaterThan(400);
  expect(brandFault('#FFFF00')).toMatch(/^a darker colour.* nearest is #[0-9a-f]{6}$/);
  expect(brandFault('#23307A')).toBeUndefined();
  expect(['red', '#fff', '#12345g', '#1234567', ' #123456'].map(brandFault)).toEqual(
    Array.from({ length: 5 }, () => 'a colour as #rrggbb, such as #23307a, or nothing'),
  );
});

test('every accepted colour is readable on every page, light and dark', () => {
  for (const brand of all.filter((each) => brandFault(each) === undefined)) {
    const { light, dark } = faceLook({ ...defaultFace, brand });
    const pairs = [
      ...[...LIGHT_GROUNDS, light['--brand-tint']].map((ground) => [light['--brand'], ground]),
      [light['--brand'], light['--on-brand']],
      [light['--brand-press'], light['--on-brand']],
      ...['#0b1220', '#151e30', dark['--brand-tint']].map((ground) => [dark['--brand'], ground]),
      [dark['--brand'], dark['--on-brand']],
      [dark['--brand-press'], dark['--on-brand']],
      [dark['--deep'], dark['--on-deep']],
    ];
    expect([brand, ...pairs.filter(([a, b]) => contrast(a, b) < 4.5)]).toEqual([brand]);
  }
});

test('a logo is a complete, still PNG of a permitted size', () => {
  const good = png(120, 40);
  expect(readLogo(logoOf(good))).toMatchObject({ ratio: 3 });
  expect(logoFault('')).toBeUndefined();
  const spoilt = Buffer.from(good);
  spoilt[20] ^= 1;
  const faults: readonly (readonly [string, string])[] = [
    ['data:image/svg+xml;base64,PHN2Zy8+', LOGO_WANTS.form],
    ['https://bank.example/logo.png', LOGO_WANTS.form],
    ['data:image/png;base64,%%%%', LOGO_WANTS.form],
    [logoOf(Buffer.from('<svg onload="alert(1)"/>')), LOGO_WANTS.broken],
    [logoOf(good.subarray(0, good.length - 4)), LOGO_WANTS.broken],
    [logoOf(Buffer.concat([good, Buffer.from('<script>')])), LOGO_WANTS.broken],
    [logoOf(spoilt), LOGO_WANTS.broken],
    [logoOf(png(120, 40, '#8a1538', [chunk('acTL', Buffer.alloc(8))])), LOGO_WANTS.still],
    [logoOf(png(15, 15)), LOGO_WANTS.sides],
    [logoOf(png(2001, 200)), LOGO_WANTS.sides],
    [logoOf(png(400, 20)), LOGO_WANTS.narrow],
    [`${logoOf(good)}${'A'.repeat(MOST_LOGO)}`, LOGO_WANTS.size],
  ];
  for (const [logo, wants] of faults) expect([logo.slice(0, 60), logoFault(logo)]).toContain(wants);
});

test('choosing nothing changes nothing, and a name cannot break out of its quotes', () => {
  expect(faceCss(defaultFace, undefined)).toBe('');
  const mark = { name: 'A"}b\\\n{} </style>é' };
  const css = faceCss({ ...defaultFace, ...mark }, mark);
  const [, said] = /^:root\{--bank:"([\w%().!~*'-]+)"\}\n$/.exec(css)!;
  expect(JSON.parse(decodeURIComponent(said))).toEqual(mark);
  expect(markHtml(mark)).toBe('<span class="bank-name">A&quot;}b\\\n{} &lt;/style&gt;é</span>');
});

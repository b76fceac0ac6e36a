import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultFace } from '../../../src/app/domain/model/face';
import { Objects } from '../../../src/app/objects/objects';
import { openObjects } from '../../../src/app/objects/open';
import { uploadPageAssets } from '../../../src/app/page-assets/upload';
import { PAGES } from '../../../src/contract';
import { runProgram } from '../../support/child';
import { logoOf, png } from '../../support/png';
import { testFolder } from '../../support/test-folder';
import { useS3, withAws } from '../platform/s3';

const JSON_TYPE = { contentType: 'application/json' };

const s3 = useS3();
let folder: string;
beforeAll(async () => {
  folder = await testFolder('objects');
});

describe.each([
  ['a folder', () => openObjects(join(folder, 'kept'))],
  ['a bucket', () => openObjects('s3://anchors')],
  ['a bucket below a prefix', () => openObjects('s3://anchors/of-the-bank')],
])('objects in %s', (_, open: () => Objects) => {
  it('are written by one of twenty at once, and never change', async () => {
    const objects = open();
    expect(await objects.get('1/2026-03-01.json')).toBeUndefined();
    expect(await objects.keys('1/')).toEqual([]);
    const wrote = await Promise.all(
      Array.from({ length: 20 }, (__, n) =>
        objects.add('1/2026-03-01.json', `text ${n}`, JSON_TYPE),
      ),
    );
    expect(wrote.filter(Boolean)).toHaveLength(1);
    expect(await objects.get('1/2026-03-01.json')).toBe(`text ${wrote.indexOf(true)}`);
    await objects.put('1/2026-03-01.json', 'another', JSON_TYPE);
    expect(await objects.get('1/2026-03-01.json')).toBe('another');
  });

  it('are listed in order below a prefix, however many', async () => {
    const objects = open();
    for (const day of [7, 3, 5, 1, 2, 9, 8, 4]) {
      await objects.add(`2/2026-04-0${day}.json`, 'x', JSON_TYPE);
    }
    await objects.add('20/2026-04-01.json', 'x', JSON_TYPE);
    expect(await objects.keys('2/')).toEqual(
      [1, 2, 3, 4, 5, 7, 8, 9].map((day) => `2/2026-04-0${day}.json`),
    );
  });
});

it('the oldest version is read: what is put over it is neither read nor hides it', async () => {
  const [now, first] = [openObjects('s3://anchors/old'), openObjects('s3://anchors/old', 'oldest')];
  for (const day of [1, 2, 3]) {
    await now.add(`7/2026-05-0${day}.json`, `true ${day}`, JSON_TYPE);
    await now.put(`7/2026-05-0${day}.json`, `forged ${day}`, JSON_TYPE);
    await now.put(`7/2026-05-0${day}.json`, `forged again ${day}`, JSON_TYPE);
  }
  await now.add('7/2026-05-03.json.more', 'x', JSON_TYPE);
  expect(await now.get('7/2026-05-02.json')).toBe('forged again 2');
  expect(await first.get('7/2026-05-03.json')).toBe('true 3'); // before anything has been listed
  expect(await first.get('7/2026-05-09.json')).toBeUndefined();
  expect(await first.get('7/2026-05-0')).toBeUndefined();
  await hide('old/7/2026-05-02.json');
  expect(await now.get('7/2026-05-02.json')).toBeUndefined();
  expect(await first.keys('7/')).toEqual([
    ...[1, 2, 3].map((day) => `7/2026-05-0${day}.json`),
    '7/2026-05-03.json.more',
  ]);
  for (const day of [1, 2, 3]) {
    expect(await first.get(`7/2026-05-0${day}.json`)).toBe(`true ${day}`);
  }
});

/** Puts a delete marker on an anchor, as somebody with that right could. */
async function hide(key: string): Promise<void> {
  const { DeleteObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
  await new S3Client({}).send(new DeleteObjectCommand({ Bucket: 'anchors', Key: key }));
}

it('a stored file is read-only', async () => {
  const objects = openObjects(join(folder, 'modes'));
  await objects.add('a.json', 'x', JSON_TYPE);
  expect((await stat(join(folder, 'modes/a.json'))).mode & 0o222).toBe(0);
});

it('a bucket that refuses the signature is an error, not an absent object', async () => {
  const back = withAws({ ...s3().variables, AWS_SECRET_ACCESS_KEY: 'wrong' });
  try {
    await expect(openObjects('s3://anchors').get('1/2026-03-01.json')).rejects.toThrow(
      /SignatureDoesNotMatch/,
    );
  } finally {
    back();
  }
});

describe('the assets of the image', () => {
  const page = async (name: string, text: string) => {
    await mkdir(join(folder, 'pages/assets'), { recursive: true });
    await writeFile(join(folder, 'pages', name), text);
  };

  it('are stored once under immutable names, with the failover page for every page', async () => {
    await page('assets/kiosk-a1b2.js', 'one');
    await page('assets/kiosk-a1b2.js.br', 'one, compressed');
    await page('assets/kiosk-c3d4.css', 'two');
    await page('assets/font-e5f6.woff2', 'three');
    const objects = openObjects('s3://assets');
    expect(await uploadPageAssets(objects, join(folder, 'pages'), defaultFace)).toBe(3);
    const { assets } = await s3().objects();
    expect(assets['assets/kiosk-a1b2.js']).toMatchObject({
      body: 'one',
      contentType: 'text/javascript; charset=utf-8',
      cacheControl: 'public, max-age=31536000, immutable',
    });
    expect(assets['assets/font-e5f6.woff2'].contentType).toBe('font/woff2');
    for (const path of PAGES) {
      expect(assets[path.slice(1)]).toMatchObject({
        body: expect.stringContaining('Volvemos en un momento'),
        contentType: 'text/html; charset=utf-8',
        cacheControl: 'no-store',
      });
    }

    await page('assets/kiosk-0007.js', 'next release');
    const worn = {
      ...defaultFace,
      name: 'Banco Austral',
      brand: '#8a1538',
      logo: logoOf(png(64, 32)),
    };
    expect(await uploadPageAssets(objects, join(folder, 'pages'), worn)).toBe(1);
    const failover = (await s3().objects()).assets.t.body;
    expect(failover).toContain('alt="Banco Austral"');
    expect(failover).toContain('--brand:#8a1538');
    expect(failover).toContain(`src="${worn.logo}"`);
    expect(await uploadPageAssets(objects, join(folder, 'pages'), defaultFace)).toBe(0);
    const after = (await s3().objects()).assets;
    expect(after['assets/kiosk-a1b2.js'].versions).toBe(1);
    expect(after['assets/kiosk-0007.js'].body).toBe('next release');
  });

  it('from the real build all have a content type that browsers accept', async () => {
    const build = runProgram(join(__dirname, '../../../src/local/build/build.ts'), [
      '--folder',
      join(folder, 'built'),
    ]);
    expect(await build.ended.then(({ code }) => (code === 0 ? 'built' : build.output()))).toBe(
      'built',
    );
    const objects = openObjects(join(folder, 'real'));
    const types = new Set<string>();
    await uploadPageAssets(
      {
        ...objects,
        add: (key, body, attributes) => {
          types.add(attributes.contentType);
          return objects.add(key, body, attributes);
        },
      },
      join(folder, 'built/pages'),
      defaultFace,
    );
    expect(types).toContain('text/javascript; charset=utf-8');
    expect([...types]).not.toContain('application/octet-stream');
  }, 240_000);
});

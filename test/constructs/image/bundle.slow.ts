import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleProblems } from '../../../src/constructs/image/bundle-problems';
import { hashOf, PAGES, ROOT, SERVER } from '../../../src/local/build/inputs';

/** Makes a package with these files. */
function packageWith(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'ticketero-package-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

const image = {
  'assets/app/Dockerfile': 'FROM scratch',
  'assets/app/main.js': '',
  'assets/app/pages/kiosk/index.html': '',
};

test('a published package, which has no sources, is accepted as it is', () => {
  expect(bundleProblems(packageWith(image))).toEqual([]);
});

test.each(['Dockerfile', 'main.js', 'pages'])('without %s: refused, with the command', (part) => {
  const root = packageWith(image);
  rmSync(join(root, 'assets/app', part), { recursive: true });
  expect(bundleProblems(root)).toEqual([
    `the app's image is built from ${join(root, 'assets/app')}, which has no ${part}; ` +
      "run `npm run build:app` in the package's folder; a published package carries it",
  ]);
});

describe('in a checkout', () => {
  const sources = {
    'src/app/main.ts': 'serve()',
    'src/app/pages/kiosk/main.tsx': 'page()',
    'src/contract.ts': 'export {}',
    'package-lock.json': '{}',
  };
  const inputs = {
    server: { paths: ['src/app', 'src/contract.ts'], without: ['src/app/pages'] },
    pages: { paths: ['src/app/pages', 'package-lock.json'] },
  };

  test('a bundle from an older build, which does not name its sources, is refused', () => {
    expect(bundleProblems(packageWith({ ...image, ...sources }))).toEqual([
      expect.stringMatching(
        /is older than its sources \(server and pages\), .*; run `npm run build:app`/,
      ),
    ]);
  });

  test('sources changed since then, as by a pull: refused, naming the part', () => {
    const manifest = { inputs, server: 'of before', pages: 'of before' };
    const text = JSON.stringify(manifest);
    const root = packageWith({ ...image, ...sources, 'assets/app/manifest.json': text });
    expect(bundleProblems(root)).toEqual([expect.stringMatching(/server and pages/)]);
  });
});

test("the hash is the build's: a fresh bundle is not refused", async () => {
  const root = packageWith({
    ...image,
    'assets/app/manifest.json': JSON.stringify({
      server: await hashOf(SERVER),
      pages: await hashOf(PAGES),
      inputs: { server: SERVER, pages: PAGES },
    }),
  });
  const paths = [...new Set([...SERVER.paths, ...PAGES.paths])];
  for (const path of paths.filter((each) => !paths.some((other) => each.startsWith(`${other}/`)))) {
    cpSync(join(ROOT, path), join(root, path), { recursive: true });
  }
  expect(bundleProblems(root)).toEqual([]);
  writeFileSync(join(root, 'src/app/one-more.ts'), '');
  expect(bundleProblems(root)).toEqual([
    expect.stringMatching(/older than its sources \(server\)/),
  ]);
});

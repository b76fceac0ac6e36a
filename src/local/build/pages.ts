import { cp, readdir, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { build as bundle } from 'esbuild';
import { build, Plugin } from 'vite';
import { compress } from './compress';
import { ROOT } from './inputs';
import { oldCss } from './old-css';
import { METAFILES } from './packages-inside';

/** The oldest browsers that pages run in: `docs/browsers.md`. */
const OLDEST = ['chrome80', 'safari12.1', 'firefox78'];
const SOURCE = join(ROOT, 'src/app/pages');

/**
 * Every folder with an `index.html` and a `main.tsx` is a page: kiosk, advisor, supervisor,
 * display, ticket, admin, sign-in.
 */
async function pages(): Promise<Record<string, string>> {
  const folders = (await readdir(SOURCE, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  const files = await Promise.all(folders.map((folder) => readdir(join(SOURCE, folder))));
  const found = folders.filter(
    (_, index) => files[index].includes('index.html') && files[index].includes('main.tsx'),
  );
  return Object.fromEntries(found.map((folder) => [folder, join(SOURCE, folder, 'index.html')]));
}

/** Writes which files the pages are made of, as esbuild's metafile does for the server. */
const told = (file: string): Plugin => ({
  name: 'ticketero-metafile',
  async generateBundle() {
    const files = [...this.getModuleIds()].map((id) => id.split('?')[0]).filter(isAbsolute);
    const inputs = Object.fromEntries(files.sort().map((id) => [relative(ROOT, id), {}]));
    await writeFile(file, JSON.stringify({ inputs }));
  },
});

/**
 * Modules of a few hundred bytes that several pages share: a file for each would cost a phone more
 * in headers than it carries.
 */
const SMALL = { name: 'small', test: /(keep-focus|texts\/opening|api\/(link|clock))\.ts$/ };

/**
 * Bundles the pages: `<page>/index.html`, and under `assets/` files with a hash in their names,
 * which never change and can be cached for a year.
 */
export async function bundlePages(folder: string): Promise<void> {
  const outDir = join(folder, 'pages');
  const input = await pages();
  if (Object.keys(input).length === 0) {
    throw new Error(`no page with an index.html below ${SOURCE}`);
  }
  await rm(outDir, { recursive: true, force: true });
  await build({
    root: SOURCE,
    base: '/',
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    css: { postcss: { plugins: [oldCss] } },
    plugins: [told(join(folder, METAFILES.pages))],
    // a build in a test (NODE_ENV=test) must be what people get: no lines and names for debuggers
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    build: {
      outDir,
      emptyOutDir: false, // emptied above: it lies outside the root
      assetsDir: 'assets',
      assetsInlineLimit: 0, // the pages' CSP forbids fonts and scripts in data: URLs
      target: OLDEST,
      sourcemap: false,
      modulePreload: { polyfill: false }, // its inline script would violate the CSP
      // texts of the first language are imported statically and, on a switch, dynamically
      rolldownOptions: {
        input,
        checks: { bundlerTimings: false, ineffectiveDynamicImport: false },
        output: { codeSplitting: { includeDependenciesRecursively: false, groups: [SMALL] } },
      },
    },
  });
  await compress(join(outDir, 'assets'));
  // Recorded words also keep their names, because a bank puts its own recordings in this folder.
  await cp(join(SOURCE, 'display/voice'), join(outDir, 'voice'), {
    recursive: true,
    filter: (path) => !path.endsWith('.sh'),
  });
  // A service worker's name must never change, and it controls addresses below its own; so it lies
  // beside the pages, without a hash.
  await bundle({
    entryPoints: [join(SOURCE, 'ticket/worker.ts')],
    outfile: join(outDir, 'ticket-worker.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: OLDEST,
    // esbuild distrusts Safari's before 14.1 because of parameter defaults, which the worker does
    // not use
    supported: { destructuring: true },
    logLevel: 'warning',
  });
}

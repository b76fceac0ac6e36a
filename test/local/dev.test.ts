import { appendFile, cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runProgram } from '../support/child';
import { launchChromium } from '../support/chromium';
import { cleanEnvironment, ready, serversOf, startFolder } from '../support/npm-start';

const ROOT = resolve(__dirname, '../..');

/** A copy of the sources, which the test may change. */
async function copyOfSources(folder: string): Promise<string> {
  const root = join(folder, 'clone');
  await cp(join(ROOT, 'src'), join(root, 'src'), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return root;
}

const replaceIn = async (file: string, old: string, replacement: string) => {
  const text = await readFile(file, 'utf8');
  expect(text).toContain(old);
  await writeFile(file, text.replace(old, replacement));
};

/**
 * The ids of PostgreSQL's first process and of Valkey, from their files, since process ids are
 * reused.
 */
async function firstAndLast(folder: string) {
  const text = await readFile(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8');
  const servers = await serversOf(folder);
  expect(servers).toContain(Number(text.split('\n')[0]));
  return [text.split('\n')[0], servers.at(-1)];
}

test('a saved page reloads, a saved server file restarts only the app', async () => {
  const folder = await startFolder('dev');
  const root = await copyOfSources(folder);
  const child = runProgram('src/local/dev/main.ts', ['--folder', folder], {
    cwd: root,
    env: cleanEnvironment(),
  });
  const dev = await ready(folder, child);
  const servers = await firstAndLast(folder);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(dev.links['kiosk, branch 1']);
    await page.getByText('RUT').first().waitFor();
    const background = 'getComputedStyle(document.body).backgroundColor';
    expect(await page.evaluate(background)).not.toBe('rgba(0, 0, 0, 0)');

    const reloaded = page.waitForEvent('load');
    await replaceIn(
      join(root, 'src/app/pages/kiosk/kiosk.tsx'),
      'export function Kiosk',
      "document.documentElement.dataset.saved = 'yes';\nexport function Kiosk",
    );
    await reloaded;
    await page.locator('html[data-saved]').waitFor();
    await page.getByText('RUT').first().waitFor();

    await replaceIn(join(root, 'src/app/http/html/start-page.ts'), '<p>Turnos de la', '<p>Saved');
    const [, seconds] = await dev.line(/^restarted in ([\d.]+) s after src\/app\/http/m);
    expect(Number(seconds)).toBeLessThan(20); // 1.3 on a busy machine of two cores; see 0123
    expect(await (await fetch(dev.url)).text()).toContain('<p>Saved');

    await appendFile(join(root, 'src/app/http/html/start-page.ts'), 'not a program(');
    await dev.line(/start-page\.ts:\d+:\d+:[^]*The app from before this save keeps running/);
    expect(await (await fetch(dev.url)).text()).toContain('<p>Saved');
    const map = /^\/\/# sourceMappingURL=data:/m;
    expect(await (await fetch(`${dev.url}/kiosk/kiosk.tsx`)).text()).toMatch(map);
    expect(await readFile(join(root, '.ticketero/dev/app.cjs'), 'utf8')).toMatch(map);
    const [, inspector] = await dev.line(/^ +inspector +(\S+)/m);
    expect(await (await fetch(`http://${inspector}/json/list`)).text()).toContain('dev/main.cjs');
    expect(await firstAndLast(folder)).toEqual(servers);
    expect(complaints.filter((text) => /Content Security Policy/.test(text))).toEqual([]);
  } finally {
    await browser.close();
    dev.process.kill('SIGINT');
  }
  expect(await dev.ended).toEqual({ code: 0, signal: null });
  expect(await serversOf(folder)).toEqual([]);
});

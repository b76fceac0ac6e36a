import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium';

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(
    '<title>x</title><span id="p">wide</span><script>document.title = [..."aá"].length</script>',
  );
});
let browser: Browser;

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  server.close();
});

test('a real Chromium runs scripts and draws text', async () => {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  expect(await page.title()).toBe('2');
  const box = await page.locator('#p').boundingBox();
  expect(box!.width).toBeGreaterThan(10);
});

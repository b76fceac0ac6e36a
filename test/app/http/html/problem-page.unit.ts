import { asksForPage, problemPage } from '../../../../src/app/http/html/problem-page';

const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';
const problem = {
  type: 'about:blank',
  title: 'Service Unavailable',
  status: 503,
  code: 'crowded',
  detail: 'Other reports are being made at the moment. Ask again in 5 s.',
} as const;

test('a download opened in its own window fails in words; programs get the problem', () => {
  const report = '/api/branches/1/reports/waits';
  for (const [path, accept, asPage] of [
    [`${report}.xlsx`, BROWSER, true],
    [`${report}.csv`, BROWSER, true],
    [`${report}.json`, BROWSER, false],
    [`${report}.xlsx`, '*/*', false],
    ['/nothing', BROWSER, true],
  ] as const) {
    expect([path, accept, asksForPage('GET', path, accept)]).toEqual([path, accept, asPage]);
  }
});

test('a temporary failure offers another try at the same address', () => {
  const address = '/api/branches/1/reports/waits.xlsx?from=2026-11-02&to=2026-11-28&language=es';
  const page = problemPage(problem, undefined, address);
  expect(page).toContain('Algo no respondió. Inténtelo de nuevo.');
  expect(page).toContain(`href="${address.replace(/&/g, '&amp;')}"`);
  expect(page).toContain('Intentar otra vez <span lang="en">· Try again</span>');
  const lost = problemPage({ ...problem, status: 404 }, undefined, address);
  expect(lost).not.toContain('Intentar otra vez');
});

import { openStage, Stage } from './stage';

/** What the app documents about its own requests, answers and frames. */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('the document is OpenAPI 3.1 with valid references and unique operation ids', async () => {
  const { document, routes } = stage.contract;
  expect(document.openapi).toBe('3.1.0');
  const text = JSON.stringify(document);
  const names = Object.keys(document.components.schemas);
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
    expect(names).toContain(name);
  }
  expect(text).not.toContain('#/$defs/');
  expect(names).toEqual(
    expect.arrayContaining([
      'Problem',
      'SnapshotFrame',
      'EventsFrame',
      'DisplayFrame',
      'AdvisorFrame',
      'TicketFrame',
      'PingFrame',
      'PongFrame',
      'Floor',
      'Event',
    ]),
  );
  const ids = routes.map(
    ({ operation }) => (operation as unknown as { operationId: string }).operationId,
  );
  expect(new Set(ids).size).toBe(ids.length);
  const { put } = document.paths['/api/branches/{branch}/settings'];
  expect(put.parameters!.map(({ name }) => name)).toContain('If-Match');
  expect(Object.keys(put.responses)).toEqual(expect.arrayContaining(['412', '428', '503']));
  const { get } = document.paths['/live'];
  expect(get.parameters!.map(({ name }) => name)).toEqual(['branch', 'view', 'since', 'epoch']);
  expect(text).not.toMatch(/\{\}(?=,"responses")/);
});

test('frames of a real socket fit their schemas', async () => {
  const { WebSocket } = await import('ws');
  const first = async (view: string, as: string, protocols: string[] = []) =>
    new Promise<unknown>((resolve, reject) => {
      const socket = new WebSocket(
        `ws://127.0.0.1:${stage.app.port}/live?branch=1&view=${view}`,
        protocols,
        { headers: as ? { Authorization: as } : {} },
      );
      socket
        .on('message', (data) => {
          socket.close();
          resolve(JSON.parse(String(data)));
        })
        .on('error', reject);
    });
  const mine = await stage.ticket();
  await stage.ask('PUT', '/api/branches/1/advisors/me', {
    as: await stage.staff('advisor-1'),
    body: { state: 'available', counter: '1' },
  });
  const { schemas } = stage.contract.document.components;
  expect(
    stage.contract.faults(
      schemas.SnapshotFrame,
      await first('floor', await stage.staff('supervisor-1')),
    ),
  ).toEqual([]);
  expect(
    stage.contract.faults(
      schemas.DisplayFrame,
      await first('display', await stage.device('display-1')),
    ),
  ).toEqual([]);
  expect(
    stage.contract.faults(
      schemas.AdvisorFrame,
      await first('advisor', await stage.staff('advisor-1')),
    ),
  ).toEqual([]);
  expect(stage.contract.faults(schemas.TicketFrame, await first('ticket', '', [mine.key]))).toEqual(
    [],
  );
});

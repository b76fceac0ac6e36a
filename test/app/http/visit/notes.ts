import { Stage } from '../stage';

/**
 * A customer is handed on with a note: who may read it, who may not, and a repeated press writes it
 * once.
 */
export async function handedOnWithNotes(stage: Stage): Promise<void> {
  const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string, who: string, more = {}) =>
    stage.ask(method, `/api/branches/1/${path}`, { as: await stage.staff(who), ...more });
  const done = async (path: string, who: string, body?: object) => {
    const answer = await ask('POST', path, who, { body });
    expect([path, answer.status < 300, answer.text]).toEqual([path, true, expect.any(String)]);
  };
  const { id } = await stage.ticket({ queue: 'caja' });
  await done('counters/1/call-next', 'advisor-1');
  await done(`tickets/${id}/start`, 'advisor-1');
  const pressed = { body: { note: 'trae poder' }, key: 'one-press-one-note' };
  const [first, again] = [
    await ask('POST', `tickets/${id}/notes`, 'advisor-1', pressed),
    await ask('POST', `tickets/${id}/notes`, 'advisor-1', pressed),
  ];
  expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
  const wrong = await ask('POST', `tickets/${id}/notes`, 'advisor-1', { body: { note: '  ' } });
  expect([wrong.status, wrong.text.includes('note')]).toEqual([422, true]);
  const other = await ask('POST', `tickets/${id}/notes`, 'advisor-2', { body: { note: 'x' } });
  expect([other.status, other.body.code]).toEqual([403, 'not_your_ticket']);

  await done(`tickets/${id}/transfer`, 'advisor-1', { queue: 'personal-banker' });
  expect((await ask('GET', `tickets/${id}/person`, 'advisor-1')).status).toBe(409);
  await done('counters/2/call-next', 'advisor-2');
  const read = await ask('GET', `tickets/${id}/person`, 'advisor-2');
  expect(read.headers.get('cache-control')).toBe('no-store');
  expect(read.body.notes).toMatchObject([{ by: 'advisor-1', yours: false, text: 'trae poder' }]);
  const note = `tickets/${id}/notes/${String(first.body.note)}`;
  const theirs = await ask('DELETE', note, 'advisor-2');
  expect([theirs.status, theirs.body.code]).toEqual([403, 'not_your_note']);
  expect((await ask('DELETE', note, 'advisor-1')).status).toBe(200);
  expect((await ask('GET', `tickets/${id}/person`, 'advisor-2')).body.notes).toEqual([]);
  await done(`tickets/${id}/no-show`, 'advisor-2');
}

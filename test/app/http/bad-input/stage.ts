import { openStage, Stage } from '../stage';

export let stage: Stage;
export function openBadInput(): void {
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage.close());
}

export const kiosk = () => stage.device('kiosk-1');
export const advisor = () => stage.staff('advisor-1');
const seqOf = async () => (await stage.app.operations.readFloor('1')).seq;

/** Fails if `work` appends any event to the branch. */
export async function changesNothing<T>(work: () => Promise<T>): Promise<T> {
  const before = await seqOf();
  const answer = await work();
  expect(await seqOf()).toBe(before);
  return answer;
}

/** A request that must be refused with a well-formed problem, without any change. */
export const problem = async (method: string, path: string, ask: Parameters<Stage['ask']>[2]) => {
  const answer = await changesNothing(() => stage.ask(method, path, ask));
  expect(answer.type).toContain('application/problem+json');
  expect(answer.body).toMatchObject({
    type: expect.any(String),
    title: expect.any(String),
    status: answer.status,
    detail: expect.stringMatching(/\w.+/),
    code: expect.stringMatching(/^[a-z_]+$/),
  });
  return answer;
};
export const tickets = '/api/branches/1/tickets';

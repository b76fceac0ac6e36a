import { BranchQueue, MOST_TOGETHER } from '../../../../src/app/operations/write-path/branch-queue';
import { Busy } from '../../../../src/app/ports';

/** Work that ends on demand. */
function held() {
  let end: () => void = () => undefined;
  const until = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { until, end: () => end() };
}

/** A queue whose branch 1 is busy until `end`. */
function busy(queue: BranchQueue) {
  const first = held();
  const ended = queue.run('1', () => first.until);
  return { end: first.end, ended };
}

const double = (items: readonly number[]) => Promise.resolve(items.map((each) => each * 2));

test('work that waits for one turn shares it in order, each with its own result', async () => {
  const queue = new BranchQueue();
  const { end } = busy(queue);
  const turns: number[][] = [];
  const asked = [1, 2, 2].map((item) =>
    queue.together('1', 'kind', item, (items) => {
      turns.push([...items]);
      return double(items);
    }),
  );
  end();
  expect(await Promise.all(asked)).toEqual([2, 4, 4]);
  expect(turns).toEqual([[1, 2, 2]]);
});

test('other kinds, other branches and latecomers have turns of their own', async () => {
  const queue = new BranchQueue();
  const { end } = busy(queue);
  const turns: string[] = [];
  const ask = (branch: string, kind: string, item: number) =>
    queue.together(branch, kind, item, (items) => {
      turns.push(`${branch} ${kind} ${items.join()}`);
      return double(items);
    });
  const here = [ask('1', 'a', 1), ask('1', 'b', 2), ask('1', 'a', 3)];
  expect(await ask('2', 'a', 4)).toBe(8);
  end();
  await Promise.all(here);
  await ask('1', 'a', 5);
  expect(turns).toEqual(['2 a 4', '1 a 1,3', '1 b 2', '1 a 5']);
});

test('a turn is shared up to a limit; other work in between gets its turn in between', async () => {
  const queue = new BranchQueue();
  const { end } = busy(queue);
  const turns: (number | string)[] = [];
  const ask = (item: number) =>
    queue.together('1', 'kind', item, (items) => {
      turns.push(items.length);
      return double(items);
    });
  const asked = Array.from({ length: MOST_TOGETHER }, (_, item) => ask(item));
  const between = queue.run('1', async () => void turns.push('between'));
  asked.push(ask(100), ask(101));
  end();
  await Promise.all([...asked, between]);
  expect(turns).toEqual([MOST_TOGETHER, 'between', 2]);
});

test('work that gives up leaves the others their turn', async () => {
  const queue = new BranchQueue(500, 30);
  const { end } = busy(queue);
  const turns: number[][] = [];
  const ask = (item: number) =>
    queue.together('1', 'kind', item, (items) => {
      turns.push([...items]);
      return double(items);
    });
  await expect(ask(1)).rejects.toThrow(Busy);
  const later = ask(2);
  end();
  expect(await later).toBe(4);
  expect(turns).toEqual([[2]]);
});

test('shared work counts as waiting: the next gets Busy', async () => {
  const queue = new BranchQueue(3);
  const { end } = busy(queue);
  const asked = [1, 2].map((item) => queue.together('1', 'kind', item, double));
  await expect(queue.together('1', 'kind', 3, double)).rejects.toThrow(Busy);
  end();
  expect(await Promise.all(asked)).toEqual([2, 4]);
  expect(await queue.together('1', 'kind', 3, double)).toBe(6);
});

test('failed work fails for all who share it, and the branch goes on', async () => {
  const queue = new BranchQueue();
  const { end } = busy(queue);
  const fail = () => Promise.reject(new Error('away'));
  const asked = [1, 2].map((item) => queue.together('1', 'kind', item, fail));
  const after = queue.run('1', async () => 'served');
  end();
  const settled = await Promise.allSettled(asked);
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await after).toBe('served');
});

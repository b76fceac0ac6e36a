import { rm } from 'node:fs/promises';
import { Client } from 'pg';
import { canonical } from '../../../src/app/domain/model/canonical';
import { createVault } from '../../../src/app/vault/vault';
import { anchorFiles, fitTo, put } from './outside';
import { Rewrite, rewrite, sealAgain } from './rewrite';
import { Bank, KEYS, makeBank, tampered } from './stage';

/**
 * What a superuser may do to chains, with and without the keys and the anchors. Everything must be
 * detected, or reported as not provable.
 */

let bank: Bank;
beforeAll(async () => {
  bank = await makeBank();
});
afterAll(() => bank.database.drop());

const [HOLDS, BROKEN, NOT_ALL] = [0, 1, 3] as const;

const back = `
  update branch_heads h
     set seq = e.seq, hash = e.hash, at = e.at
    from (select * from events where branch_id = '1' order by seq desc limit 1) e
   where h.branch_id = '1'`;

describe('a chain, without the keys', () => {
  test.each([
    ['its first event removed', "delete from events where branch_id = '1' and seq = 1"],
    ['one in the middle removed', "delete from events where branch_id = '1' and seq = 20"],
    [
      'its last removed, and the head set back',
      `delete from events where branch_id = '1' and seq = (select seq from branch_heads
                                                             where branch_id = '1'); ${back}`,
    ],
    ['all removed', "delete from events where branch_id = '1'"],
    ['all events of all chains removed', 'truncate events'],
    [
      'all removed, and the head set to the beginning',
      `delete from events where branch_id = '1';
       update branch_heads set seq = 0, hash = '', at = 0, day = '' where branch_id = '1'`,
    ],
    [
      'everything removed, as if the bank were new',
      `truncate events;
       update branch_heads
           set seq = 0, hash = '', at = 0, day = '', seal = null, sealed_seq = null`,
    ],
    ['its head removed', "delete from branch_heads where branch_id = '1'"],
    ['the head of the bank removed', "delete from branch_heads where branch_id = 'bank'"],
    ['all heads removed', 'truncate branch_heads'],
    [
      'the whole branch removed',
      ['events', 'tickets', 'advisors', 'queue_counts', 'day_counters', 'alerts', 'queues']
        .map((table) => `delete from ${table} where branch_id = '1';`)
        .join('') + "delete from branch_heads where branch_id = '1'",
    ],
    [
      'two exchanged',
      `update events set seq = -seq where branch_id = '1' and seq in (20, 21);
       update events set seq = case seq when -20 then 21 else 20 end
        where branch_id = '1' and seq < 0`,
    ],
    [
      'one said twice',
      `insert into events
       select branch_id, (select seq + 1 from branch_heads where branch_id = '1'),
              type, ticket_id, body, at, actor, hash
         from events where branch_id = '1' and seq = 20`,
    ],
    [
      'one before the first',
      `insert into events select branch_id, 0, type, ticket_id, body, at, actor, hash
         from events where branch_id = '1' and seq = 1`,
    ],
    [
      'one at the largest number there is',
      `insert into events
       select branch_id, n, type, ticket_id, body, at, actor, hash
         from events, (values (9223372036854775806), (9223372036854775807)) v(n)
        where branch_id = '1' and seq = 1`,
    ],
    ['a text that is not JSON', "update events set body = '{' where branch_id = '1' and seq = 20"],
    ['a text that is null', "update events set body = 'null' where branch_id = '1' and seq = 20"],
    [
      'an unknown fact',
      `update events set body = '{"seq":20,"branch":"1","at":1,"actor":{},"fact":{"type":"x"}}'
        where branch_id = '1' and seq = 20`,
    ],
    [
      'the events of another branch',
      `delete from events where branch_id = '1';
       insert into events select '1', seq, type, ticket_id, body, at, actor, hash from events
        where branch_id = '2'`,
    ],
  ])('%s', async (_, sql) => {
    const { status, lines } = await tampered(bank, async (copy) => {
      await copy.query(sql);
    });
    expect([status, lines.length > 0]).toEqual([BROKEN, true]);
  });

  test('the earliest fault is named first', async () => {
    const { lines } = await tampered(bank, async (copy) => {
      await copy.query("update events set at = at + 1 where branch_id = '1' and seq >= 20");
    });
    expect(lines.find((line) => line.startsWith('branch 1'))).toMatch(
      /^branch 1: event 20: .* at /,
    );
  });

  test('its seal removed: the report says what that leaves open', async () => {
    const { status, lines } = await tampered(bank, async (copy) => {
      await copy.query("update branch_heads set seal = null where branch_id = '1'");
    });
    expect(status).toBe(NOT_ALL);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^not proven: branch 1: its head has no seal, .* after \d+ were removed/,
      ),
    );
  });

  test('cut off and put back to an old head and seal: found by the notes outside', async () => {
    const cut = async (copy: Client) => {
      await copy.query(`
        delete from events where branch_id = '1'
           and seq > (select seq - 2 from branch_heads where branch_id = '1'); ${back}`);
      await sealAgain(copy, '1'); // as in a copy kept since then
    };
    const { status, lines } = await tampered(bank, cut);
    expect(status).toBe(BROKEN);
    expect(lines).toContainEqual(expect.stringMatching(/noted at event \d+, and the chain ends/));
  });
});

describe('a chain, with the keys', () => {
  const earlier: Rewrite = (event) =>
    event.fact.type === 'FeedbackGiven' ? { ...event, fact: { ...event.fact, score: 1 } } : event;

  const everywhere = async (copy: Client) => {
    await rewrite(copy, '1', earlier);
    await copy.query(
      `update tickets set rated = jsonb_set(rated, '{score}', '1')
        where branch_id = '1' and rated is not null`,
    );
  };

  test('an event behind the head', async () => {
    const { status, lines } = await tampered(bank, async (copy) => {
      const vault = createVault(KEYS);
      const { rows } = await copy.query(
        `select seq::integer, hash, at::float8 from events
          where branch_id = '1' order by seq desc limit 1`,
      );
      const { seq, hash, at } = rows[0] as { seq: number; hash: string; at: number };
      const body = canonical({
        branch: '1',
        seq: seq + 1,
        at,
        actor: { kind: 'system', id: 'x' },
        fact: { type: 'PersonalDataShown', what: 'x' },
      });
      await copy.query(
        `insert into events values ('1', $1, 'PersonalDataShown', null, $2, $3, 'system:x', $4)`,
        [seq + 1, body, at, vault.chain(hash, body)],
      );
    });
    expect(status).toBe(BROKEN);
    expect(lines).toContainEqual(expect.stringContaining('events were added behind it'));
  });

  test.each([
    ['a closed day', 'the anchor kept then has another hash'],
    ['the open day', 'noted outside the database'],
  ])('%s rewritten, including head and seal', async (_, says) => {
    const { status, lines } = await tampered(bank, everywhere);
    expect(status).toBe(BROKEN);
    expect(lines).toContainEqual(expect.stringContaining(says));
  });

  test('rewritten with nothing kept outside: the report says it is possible', async () => {
    const { status, lines } = await tampered(bank, everywhere, {
      anchors: false,
    });
    expect(status).toBe(HOLDS);
    expect(lines).toContainEqual(
      expect.stringMatching(/^limits: AUDIT_ANCHORS is not set, .* can rewrite everything/),
    );
  });

  test('rewritten with everything kept outside: the report says it is possible', async () => {
    const { status, lines } = await tampered(bank, async (copy, kept) => {
      await everywhere(copy);
      await fitTo(copy, kept);
    });
    expect(status).toBe(HOLDS);
    expect(lines).toContainEqual(
      expect.stringMatching(/^limits: .* replace what AUDIT_ANCHORS keeps, .* everything\./),
    );
  });

  test('an older cipher of the same row put back: the report says it is possible', async () => {
    const { status, lines } = await tampered(bank, async (copy) => {
      const vault = createVault(KEYS);
      const { rows } = await copy.query<{ readonly id: string; readonly cipher: string }>(
        'select id, cipher from customers where blind_index is not null order by id limit 1',
      );
      const [{ id, cipher }] = rows;
      const now = JSON.parse(vault.decrypt(cipher, `customer\0${id}`)) as object;
      const old = vault.encrypt(
        JSON.stringify({ ...now, phone: '+56900000000' }),
        `customer\0${id}`,
      );
      await copy.query('update customers set cipher = $2 where id = $1', [id, old]);
    });
    expect(status).toBe(HOLDS);
    expect(lines).toContainEqual(expect.stringMatching(/^limits: .* an older cipher of the same/));
  });

  test.each([
    ['rated', `'{"score":5,"remark":true}'`],
    ['cancelled_because', "'queue-closing'"],
  ])('%s of a ticket: omitted by an older release, or changed', async (column, other) => {
    for (const [value, expected] of Object.entries({ null: HOLDS, [other]: BROKEN })) {
      const set = `update tickets set ${column} = ${value} where ${column} is not null`;
      const { status } = await tampered(bank, async (copy) => void (await copy.query(set)));
      expect([value, status]).toEqual([value, expected]);
    }
  });

  test('a chat linked by an older release is reported as not proven', async () => {
    const { status, lines } = await tampered(
      bank,
      (copy) =>
        rewrite(copy, '1', (event) =>
          event.fact.type === 'ContactLinked'
            ? { ...event, fact: { ...event.fact, link: undefined } }
            : event,
        ),
      { anchors: false },
    );
    expect(status).toBe(NOT_ALL);
    expect(lines).toContainEqual(expect.stringMatching(/^not proven: branch 1: link .* older/));
  });

  test('a replaced key is not accepted again', async () => {
    const two = JSON.stringify({
      ...Object.fromEntries(
        ['data', 'index', 'ticket'].map((purpose) => [purpose, [{ id: '1', key: KEYS }]]),
      ),
      audit: [
        { id: '2', key: 'a newer key of the audit trail, 0123456789' },
        { id: '1', key: KEYS },
      ],
    });
    const newer = createVault(two);
    const hash = newer.chain('', 'x');
    expect([newer.chainKey(hash), newer.chainKey(createVault(KEYS).chain('', 'x'))]).toEqual([
      0, 1,
    ]);
  });
});

describe('anchors', () => {
  test.each([
    ['changed', async (file: string) => put(file, /"hash":"/, '"hash":"x')],
    ['of another branch', async (file: string) => put(file, /"branch":"1"/, '"branch":"2"')],
    ['cut short', async (file: string) => put(file, /.{10}$/s, '')],
  ])('one %s', async (_, spoil) => {
    const told = await tampered(bank, async (_copy, kept) =>
      spoil((await anchorFiles(kept))[0]),
    ).catch((error: Error) => ({ status: 2, lines: [error.message] }));
    expect([1, 2]).toContain(told.status);
    expect(told.lines.join()).toMatch(/anchor/);
  });

  test('one removed, before others', async () => {
    const { status, lines } = await tampered(bank, async (_copy, kept) => {
      await rm((await anchorFiles(kept))[0]);
    });
    expect((await anchorFiles(bank.anchors)).length).toBeGreaterThan(1);
    expect(status).toBe(BROKEN);
    expect(lines).toContainEqual(expect.stringMatching(/its anchor is gone/));
  });

  test('a first day removed up to its anchor: the report says what is unproven', async () => {
    const { status, lines } = await tampered(bank, async (copy) => {
      await copy.query(`
        delete from events where branch_id = '1'
           and seq <= (select min(seq) from events where branch_id = '1' and type = 'DayClosed')`);
    });
    expect(status).toBe(NOT_ALL);
    expect(lines).toContainEqual(
      expect.stringMatching(/^not proven: branch 1: events 1 to \d+ are not in the database/),
    );
  });
});

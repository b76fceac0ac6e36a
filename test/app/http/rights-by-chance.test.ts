import { App } from '../../../src/app/create-app';
import { verifyChains } from '../../../src/app/operations/reads/verify';
import { newKeys } from '../../../src/app/vault/keys';
import { atLength } from '../../support/at-length';
import { until } from '../../support/wait';
import { Dice } from './chance/dice';
import { DocumentedRoute } from './contract';
import { otherInstance } from './other-instance';
import { Crowd, PASSWORD, PLACES, ROLES } from './rights-by-chance/crowd';
import { deeds } from './rights-by-chance/deeds';
import { Screens } from './rights-by-chance/screens';
import { asked, isAt, named, outcome, verdict } from './roles/verdict';
import { Answer, askAt, openStage, Stage } from './stage';

/**
 * Rights that change at any moment, of many people, at two instances: after each change, and while
 * it is made, anybody asks for anything, and gets what they may by then. A small model that reads
 * nothing from the app says what that is.
 */

const BRANCHES = ['1', '2', 'bank', 'no-such'] as const;
const NOBODY = '00000000-0000-4000-8000-000000000000';
let stage: Stage;
let other: App;
beforeEach(async () => {
  const dataKeys = newKeys();
  stage = await openStage({ dataKeys });
  other = await otherInstance(stage, { dataKeys });
});
afterEach(async () => {
  await other?.close();
  await stage?.close();
});

interface Question {
  readonly route: DocumentedRoute;
  readonly branch: string | undefined;
  readonly as: string;
  /** At the instance where nothing was changed: it hears of it within seconds. */
  readonly elsewhere: boolean;
}

async function gather(dice: Dice): Promise<Crowd> {
  const crowd = new Crowd(stage, dice);
  const admin = await stage.staff('admin-1');
  for (let n = 0; n < 8; n += 1) {
    const id = `person-${n}`;
    const [role, branches] = [dice.of(ROLES), dice.of(PLACES)];
    const body = { username: id, firstName: 'P', role, branches, password: PASSWORD };
    expect((await stage.ask('PUT', `/api/staff/${id}`, { as: admin, body })).status).toBe(200);
    crowd.people.push({
      id,
      is: role,
      at: branches,
      active: true,
      password: true,
      good: [],
      gone: [],
    });
  }
  for (let n = 0; n < 4; n += 1) {
    const kind = n % 2 ? 'kiosk' : 'display';
    const [id, branch] = [`device-${n}`, n < 2 ? '1' : '2'];
    const body = { kind, branch, label: 'D', revoked: false, newCode: false };
    expect((await stage.ask('PUT', `/api/devices/${id}`, { as: admin, body })).status).toBe(200);
    crowd.devices.push({ id, is: kind, at: [branch], good: [], gone: [] });
  }
  return crowd;
}

/** Things that show which branches somebody may see. */
const LISTS: Readonly<Record<string, (body: Answer['body']) => readonly string[]>> = {
  'GET /api/branches': (body) => (body as unknown as { id: string }[]).map(({ id }) => id),
  'GET /api/overview': (body) =>
    (body as unknown as { branch: string }[]).map(({ branch }) => branch),
};

class Trial {
  readonly wrong: string[] = [];
  readonly refused = { yes: 0, no: 0 };
  private readonly asks: readonly Stage['ask'][];

  constructor(
    private readonly crowd: Crowd,
    private readonly dice: Dice,
  ) {
    this.asks = [stage.ask, askAt(`http://127.0.0.1:${other.port}`, stage.contract)];
  }

  questions(many: number, share = 0): readonly Question[] {
    const { dice } = this;
    const keys = this.crowd.keys();
    if (!keys.length) return [];
    return Array.from({ length: many }, () => {
      const route = dice.of(stage.contract.routes);
      const branch = route.path.includes('{branch}') ? dice.of(BRANCHES) : undefined;
      return { route, branch, as: dice.of(keys), elsewhere: dice.chance(share) };
    });
  }

  wants = ({ route, branch, as }: Question) => verdict(route, this.crowd.identity(as), branch);

  async ask({ route, branch, as, elsewhere }: Question): Promise<string> {
    const [method, path, body] = asked(route, branch, NOBODY);
    const send = () => this.asks[Number(elsewhere)](method, path, { as, body });
    let answer = await send();
    // a slow machine may have too much in hand to say who asks
    for (let tries = 0; answer.status === 503 && tries < 5; tries += 1) answer = await send();
    const list = answer.status === 200 ? LISTS[named(route)] : undefined;
    if (list) this.compare(named(route), as, list(answer.body));
    return outcome(answer);
  }

  private compare(list: string, as: string, shown: readonly string[]) {
    const who = this.crowd.identity(as);
    const theirs = ['1', '2'].filter((branch) => isAt(who, branch));
    if (!who.ended && shown.toSorted().join() !== theirs.join()) {
      this.wrong.push(`${list} shows ${shown.join()} to ${who.is} of ${theirs.join()}`);
    }
  }

  /** Where a branch is none, whoever may act at any is told so. */
  private fits = (got: string, wanted: string) =>
    got === wanted || (wanted === 'in' && got === '404 unknown_branch');

  private note(question: Question, got: string, wanted: string) {
    const { route, branch = '', as, elsewhere } = question;
    const { name, is, at } = this.crowd.identity(as);
    const who = `${is ?? 'nobody'} ${name} of ${String(at)}${elsewhere ? ', elsewhere' : ''}`;
    this.wrong.push(`${named(route)} ${branch} ${who}: ${got}, not ${wanted}`);
  }

  /** Asked while rights change, and where they do: what was so before, or is so after. */
  async during(questions: readonly Question[], change: () => Promise<void>): Promise<void> {
    const before = questions.map(this.wants);
    const [got] = await Promise.all([
      Promise.all(questions.map((each) => this.ask(each))),
      change(),
    ]);
    for (const [at, question] of questions.entries()) {
      const either = [before[at], this.wants(question)];
      if (!either.some((wanted) => this.fits(got[at], wanted))) {
        this.note(question, got[at], either.join(' or '));
      }
    }
  }

  /** Asked when nothing changes: at the other instance once it has heard. */
  async after(questions: readonly Question[]): Promise<void> {
    const each = async (question: Question) => {
      const wanted = this.wants(question);
      let got = await this.ask(question);
      if (question.elsewhere && !this.fits(got, wanted)) {
        await until(
          async () => this.fits((got = await this.ask(question)), wanted),
          'heard of elsewhere',
          15_000,
        ).catch(() => undefined);
      }
      this.refused[wanted === 'in' ? 'no' : 'yes'] += 1;
      if (!this.fits(got, wanted)) this.note(question, got, wanted);
    };
    await Promise.all(questions.map(each));
  }
}

test.each(atLength([1, 2], [1, 2, 3, 4, 5, 6, 7, 8]))(
  'whoever asks gets what they may at that moment, of seed %d',
  async (seed) => {
    const dice = new Dice(seed);
    const crowd = await gather(dice);
    const trial = new Trial(crowd, dice);
    const screens = new Screens(crowd);
    const as = {
      admin: await stage.staff('admin-1'),
      supervisor: await stage.staff('supervisor-1'),
      kiosks: [await stage.device('kiosk-1'), await stage.device('kiosk-2')],
    };
    const all = Object.entries(deeds(crowd, as)).map(([name, deed]) => ({ name, ...deed }));
    for (let step = 0; step < atLength(32, 400); step += 1) {
      const deed = dice.weighed(all);
      await trial.during(trial.questions(12), () => deed.does(stage.ask));
      const shown = await screens.settle();
      await trial.after(trial.questions(40, 0.05));
      screens.prune();
      const elsewhere = dice.chance(0.3);
      const { port } = elsewhere ? other : stage.app;
      const seen = await screens.opens(port, elsewhere);
      expect([step, deed.name, ...trial.wrong, ...shown, ...seen]).toEqual([step, deed.name]);
    }
    // A day on which nobody was let in, or nobody turned away, shows nothing.
    expect(Math.min(trial.refused.yes, trial.refused.no)).toBeGreaterThan(200);
    expect(screens.ended).toBeGreaterThan(2);
    const reports = await verifyChains(stage.app.audit, stage.app.vault, undefined);
    expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
  },
);

import { App } from '../../../../src/app/create-app';
import { until } from '../../../support/wait';
import { Dice } from '../chance/dice';
import { DocumentedRoute } from '../contract';
import { asked, isAt, named, outcome, verdict } from '../roles/verdict';
import { Answer, askAt, Stage } from '../stage';
import { Crowd } from './crowd';

const BRANCHES = ['1', '2', 'bank', 'no-such'] as const;
const NOBODY = '00000000-0000-4000-8000-000000000000';

interface Question {
  readonly route: DocumentedRoute;
  readonly branch: string | undefined;
  readonly as: string;
  /** Asks the instance where nothing was changed, which hears of changes within seconds. */
  readonly elsewhere: boolean;
}

/** Lists that show which branches somebody may see. */
const LISTS: Readonly<Record<string, (body: Answer['body']) => readonly string[]>> = {
  'GET /api/branches': (body) => (body as unknown as { id: string }[]).map(({ id }) => id),
  'GET /api/overview': (body) =>
    (body as unknown as { branch: string }[]).map(({ branch }) => branch),
};

/** Asks at two instances, and compares the answers with the model. */
export class Trial {
  readonly wrong: string[] = [];
  readonly refused = { yes: 0, no: 0 };
  private readonly asks: readonly Stage['ask'][];

  constructor(
    private readonly crowd: Crowd,
    private readonly dice: Dice,
    other: Pick<App, 'port'>,
  ) {
    const { ask, contract } = crowd.stage;
    this.asks = [ask, askAt(`http://127.0.0.1:${other.port}`, contract)];
  }

  questions(many: number, share = 0): readonly Question[] {
    const { dice } = this;
    const keys = this.crowd.keys();
    if (!keys.length) return [];
    return Array.from({ length: many }, () => {
      const route = dice.of(this.crowd.stage.contract.routes);
      const branch = route.path.includes('{branch}') ? dice.of(BRANCHES) : undefined;
      return { route, branch, as: dice.of(keys), elsewhere: dice.chance(share) };
    });
  }

  wants = ({ route, branch, as }: Question) => verdict(route, this.crowd.identity(as), branch);

  async ask({ route, branch, as, elsewhere }: Question): Promise<string> {
    const [method, path, body] = asked(route, branch, NOBODY);
    const send = () => this.asks[Number(elsewhere)](method, path, { as, body });
    let answer = await send();
    // a slow machine may be too busy to identify the caller
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

  /** Callers who may act at any branch are told that a branch does not exist. */
  private fits = (got: string, wanted: string) =>
    got === wanted || (wanted === 'in' && got === '404 unknown_branch');

  private note(question: Question, got: string, wanted: string) {
    const { route, branch = '', as, elsewhere } = question;
    const { name, is, at } = this.crowd.identity(as);
    const who = `${is ?? 'nobody'} ${name} of ${String(at)}${elsewhere ? ', elsewhere' : ''}`;
    this.wrong.push(`${named(route)} ${branch} ${who}: ${got}, not ${wanted}`);
  }

  /** Asks while rights change: the answer may be the one from before or from after. */
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

  /** Asks while nothing changes; at the other instance once it has heard. */
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

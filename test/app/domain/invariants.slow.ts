import { isEligible, whoIsNext } from '../../../src/app/domain/line/line';
import { atLength } from '../../support/at-length';
import fc from '../../support/draws';
import { Branch } from './support/branch';
import {
  advisorsFit,
  foldsAgree,
  legalMoves,
  onceEach,
  plain,
  positionsFit,
  same,
} from './support/invariants';
import { recounted } from './support/recount';
import { configs, stepsBut, stepsOf, take } from './support/steps';

const runs = { numRuns: atLength(30, 300) };

test('any sequence of commands keeps the invariants', () => {
  fc.assert(
    fc.property(configs, stepsOf(), (config, steps) => {
      const branch = new Branch(config);
      for (const step of steps) {
        const { tickets } = branch.whole;
        const first = branch.events.length;
        const facts = take(branch, step) ?? [];
        legalMoves(tickets, branch.events.slice(first));
        advisorsFit(branch);
        positionsFit(branch, facts);
        plain(facts);
        foldsAgree(branch);
      }
      recounted(branch);
      onceEach(branch);
    }),
    runs,
  );
});

test('counts hold after every single commit, not only at the end', () => {
  fc.assert(
    fc.property(configs, stepsOf(undefined, 40), (config, steps) => {
      const branch = new Branch(config);
      for (const step of steps) if (take(branch, step)?.length) recounted(branch);
    }),
    runs,
  );
});

test('a bounded slice chooses as the whole floor does', () => {
  // While tickets are getting a new due, the front of a lane is not in order of waiting, so the
  // waits beyond the cut are not known exactly.
  fc.assert(
    fc.property(
      configs,
      stepsOf(stepsBut('retarget')),
      fc.integer({ min: 1, max: 4 }),
      (config, steps, front) => {
        const branch = new Branch({
          ...config,
          settings: { ...config.settings, assignment: 'on-demand' },
        });
        branch.front = front;
        for (const step of steps) {
          take(branch, step);
          const slice = branch.slice({ type: 'CallNext', advisor: 'ana', counter: '1' });
          for (const advisor of Object.values(branch.whole.advisors)) {
            const [bounded, full] = [slice, branch.floor].map((state) =>
              whoIsNext(state, advisor, config, branch.now),
            );
            same(bounded?.ticket.id, full?.ticket.id);
            same(bounded?.why.rule, full?.why.rule);
            // A deferral that has run out but is not recorded yet is not in line: the counts do not
            // include it.
            const pending = Object.values(branch.whole.tickets).some(
              (each) => each.deferredUntil !== undefined && isEligible(each, branch.now),
            );
            if (bounded && !bounded.why.overtookMore && !pending) {
              same(bounded.why.overtook, full!.why.overtook);
            }
            if (bounded) same(bounded.why.overtook <= full!.why.overtook, true);
          }
        }
      },
    ),
    runs,
  );
});

test('automatic: no command leaves a free advisor and a ticket they could serve', () => {
  fc.assert(
    fc.property(configs, stepsOf(stepsBut('closeDay', 'night')), (config, steps) => {
      const branch = new Branch({
        ...config,
        settings: { ...config.settings, assignment: 'automatic' },
      });
      for (const step of steps) {
        const noCommand = step.what === 'wait' || step.what === 'sign';
        if (take(branch, step) === undefined || noCommand) continue;
        for (const advisor of Object.values(branch.whole.advisors)) {
          if (advisor.state === 'available') {
            same(whoIsNext(branch.whole, advisor, config, branch.now), undefined);
          }
        }
      }
    }),
    runs,
  );
});

import { z } from 'zod';
import { day, flag, ID, Wire } from './common';

/** A branch's day simulated, and what is expected of the next ones. */

const MOST_ADVISORS = 40;
const MOST_STEPS = 48;
const MOST_PLANS = 3;

const steps = z
  .array(
    z
      .int(`0 to ${MOST_ADVISORS} advisors`)
      .min(0, `0 to ${MOST_ADVISORS} advisors`)
      .max(MOST_ADVISORS, `0 to ${MOST_ADVISORS} advisors`),
    'a number of advisors for each half hour',
  )
  .max(MOST_STEPS, `at most ${MOST_STEPS} half hours`);

const skill = z.strictObject({
  advisor: z.string('the id of an advisor').regex(ID, 'the id of an advisor'),
  queue: z.string('the id of a queue').regex(ID, 'the id of a queue'),
});
const MOST_SKILLS = 40;
const skills = z
  .array(skill, 'queues opened to somebody')
  .max(MOST_SKILLS, `at most ${MOST_SKILLS} queues opened to somebody`)
  .default([])
  .meta({ description: 'queues opened to somebody, as if they served them' });
const scale = z
  .number('0.3 to 3')
  .min(0.3, '0.3 to 3')
  .max(3, '0.3 to 3')
  .default(1)
  .meta({ description: 'how many come, over what is expected' });
const share = z
  .number('0.5 to 0.99')
  .min(0.5, '0.5 to 0.99')
  .max(0.99, '0.5 to 0.99')
  .default(0.8)
  .meta({ description: 'share of those served who should be called in time' });
const targetMinutes = z
  .number('0.5 to 240 minutes')
  .min(0.5, '0.5 to 240 minutes')
  .max(240, '0.5 to 240 minutes')
  .optional()
  .meta({ description: "in time is within this many minutes; each queue's own target if absent" });

const LAST_MINUTE = 1439;
const aMinute = `a minute of the day, 0 to ${LAST_MINUTE}`;
const aVersion = 'the version that was read, 0 where there was none';

/** A plan to keep; without advisors, the existing one is removed. */
const dayPlanBody = z.strictObject({
  version: z
    .int(aVersion)
    .min(0, aVersion)
    .max(2 ** 31 - 2, aVersion),
  fromMinute: z.int(aMinute).min(0, aMinute).max(LAST_MINUTE, aMinute),
  advisors: steps.meta({
    description: 'on duty in each half hour from there; none: the plan is removed',
  }),
  skills,
  scale,
  share,
  targetMinutes,
});
export type DayPlanBody = Wire<typeof dayPlanBody>;

/** A plan as in events and answers. */
export const dayPlan = z
  .object({
    fromMinute: z.number(),
    advisors: z.array(z.number()),
    skills: z.array(z.object({ advisor: z.string(), queue: z.string() })),
    scale: z.number(),
    share: z.number(),
    targetMinutes: z.number().optional(),
  })
  .meta({
    id: 'DayPlan',
    description: 'How many are to be on duty in each half hour of a day, and for what',
  });
const keptPlan = z
  .object({ day, version: z.number(), plan: dayPlan.optional() })
  .meta({ id: 'KeptPlan', description: 'The plan of a day; without `plan` there is none' });
export type KeptPlan = Wire<typeof keptPlan>;
const plansQuery = z.strictObject({
  from: z.iso
    .date('a day as YYYY-MM-DD')
    .optional()
    .meta({ description: 'the first day of the list; today if absent' }),
});
const planList = z.array(keptPlan);

export const simulationBody = z.strictObject({
  day: z.iso
    .date('a day as YYYY-MM-DD')
    .optional()
    .meta({ description: 'the next day on which the branch opens, if absent' }),
  rest: flag.default(false).meta({
    description: 'the rest of today, from the floor as it stands; `day` is not looked at',
  }),
  scale,
  share,
  targetMinutes,
  skills,
  plans: z
    .array(steps, 'plans, each a number of advisors for each half hour')
    .max(MOST_PLANS, `at most ${MOST_PLANS} plans`)
    .default([])
    .meta({
      description:
        'advisors on duty in each half hour from the opening; none: the plan that is kept for ' +
        'the day, or as usual. What is missing at the end is nobody, what is beyond closing ' +
        'counts for nothing',
    }),
  search: flag
    .default(false)
    .meta({ description: 'the fewest advisors with whom every half hour has its share' }),
});
export type AskedSimulation = Wire<typeof simulationBody>;

const spread = z
  .object({ mean: z.number(), low: z.number(), high: z.number() })
  .meta({ id: 'Spread', description: 'The mean over days, and what 8 of 10 days lie between' });

const simulatedPlan = z
  .object({
    advisors: z.array(z.number()),
    within: spread.meta({ description: 'share of those served who are called in time' }),
    gone: z.number().meta({ description: 'share who give up' }),
    came: spread,
    p90: z.number().meta({ description: 'seconds that 9 of 10 wait at most' }),
    mean: z.number().meta({ description: 'seconds waited on average' }),
    steps: z.array(
      z.object({
        from: z.number().meta({ description: 'second of the day' }),
        came: spread,
        within: spread.optional(),
        gone: z.number(),
      }),
    ),
    queues: z.array(z.number()).meta({ description: 'share called in time, by queue' }),
  })
  .meta({ id: 'SimulatedPlan', description: 'What comes of a plan, over 100 simulated days' });

const change = z
  .discriminatedUnion('what', [
    z.object({
      what: z.literal('person'),
      more: z.number(),
      steps: z.array(z.number()),
      within: z.number(),
      instead: z.number(),
    }),
    z.object({
      what: z.literal('skill'),
      advisor: z.string(),
      queue: z.string(),
      steps: z.array(z.number()),
      within: z.number(),
      instead: z.number(),
    }),
  ])
  .meta({
    id: 'PlanChange',
    description: 'More in some steps, or a queue opened to who is there: the share then',
  });

const expected = z.object({ expected: z.number(), low: z.number(), high: z.number() });

const simulation = z
  .object({
    day,
    learnedDays: z.number().meta({ description: 'closed days that this rests on' }),
    enoughDays: z.number().meta({ description: 'with fewer nothing is simulated' }),
    enough: flag.meta({ description: 'false: too few days are known, and nothing is simulated' }),
    open: flag.meta({ description: 'false: the branch is closed on the day' }),
    fromMinute: z.number().meta({ description: 'of the day, where the first half hour begins' }),
    stepMinutes: z.number(),
    kept: keptPlan.meta({ description: 'the plan of the day, from its opening' }),
    usual: z.array(z.number()).meta({ description: 'advisors on duty on such a day, as usual' }),
    queues: z.array(z.string()),
    roster: z.array(z.object({ id: z.string(), queues: z.array(z.string()) })),
    expected: expected.optional(),
    plans: z.array(simulatedPlan),
    changes: z.array(change),
    forecast: z
      .array(expected.partial().extend({ day, open: flag }))
      .meta({ description: 'customers of the next two weeks' }),
    past: z
      .array(
        z.object({
          day,
          came: z.number(),
          expected: z.number().optional(),
          low: z.number().optional(),
          high: z.number().optional(),
          within: z.number().optional(),
          said: z.number().optional(),
        }),
      )
      .meta({
        description:
          'the last days: who came beside who was expected, the share called in time ' +
          'beside what the simulation says of the same day',
      }),
  })
  .meta({ id: 'Simulation', description: "A branch's day, simulated" });
export type Simulation = Wire<typeof simulation>;

const nextDay = expected.partial().extend({
  day,
  planned: flag.meta({
    description: 'by the plan that is kept for it; otherwise as many as usual',
  }),
  within: z.number().meta({ description: 'share called in time' }),
  fromMinute: z.number(),
  stepMinutes: z.number(),
  change: change.optional().meta({ description: 'what mends the worst of the day' }),
});

export const briefing = expected
  .partial()
  .extend({
    day,
    came: z.number(),
    within: z.number().optional(),
    said: z.number().optional(),
    foretold: z.number().meta({ description: 'waits that had been foretold' }),
    held: z.number().meta({ description: 'of them, those that ended inside the range' }),
    next: nextDay.optional(),
  })
  .meta({
    id: 'Briefing',
    description: 'what had been said of a day, what came, and what to change on the next',
  });

const briefingAnswer = z.object({
  briefing: briefing.nullable().meta({ description: 'null: no day was learned from yet' }),
});
export type BriefingAnswer = Wire<typeof briefingAnswer>;

export const simulationExchanges = {
  'GET /api/branches/:branch/briefing': { answers: { 200: briefingAnswer } },
  'POST /api/branches/:branch/simulations': {
    body: simulationBody,
    answers: { 200: simulation },
  },
  'GET /api/branches/:branch/plans': {
    query: plansQuery,
    answers: { 200: planList },
  },
  'PUT /api/branches/:branch/plans/:day': {
    command: true,
    body: dayPlanBody,
    answers: { 200: keptPlan },
  },
} as const;

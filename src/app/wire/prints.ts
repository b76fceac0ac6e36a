import { z } from 'zod';
import { flag, id, uuid, Wire } from './common';
import { printReason, printState } from './enums';

/** Paper by a branch's own printer. */

export const printBody = z
  .strictObject({
    language: z
      .string()
      .regex(/^[a-z]{2,3}$/, 'the code of a language, such as es')
      .default('es'),
    again: flag.default(false).meta({ description: 'The first paper did not come out' }),
    printer: id('a printer of the branch').optional(),
  })
  .prefault({});

const printJob = z.object({
  id: uuid,
  printer: z.string(),
  state: printState,
  reason: printReason.nullable(),
});
export type PrintJob = Wire<typeof printJob>;
export const print = z.object({ job: printJob.nullable() });

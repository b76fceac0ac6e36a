import { z } from 'zod';

/** What many facts have in common. */

export const ticket = z.string();
export const queue = z.string();
export const advisor = z.string();
export const counter = z.string();
export const yes = z.literal(true).optional();
export const reason = z.string().optional();

export const fact = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

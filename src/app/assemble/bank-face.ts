import { Database } from '../db/open-database';
import { mergeSettings } from '../db/reads/config-cache';
import { settingsOf } from '../db/reads/read-configured';
import { BANK } from '../domain/model/bank';
import { Face } from '../domain/model/face';

/** The bank's face where no branch is known. */
export async function faceOfBank({ pools }: Database): Promise<Face> {
  const { overrides } = await settingsOf(pools.read, BANK);
  return mergeSettings(overrides as object).face;
}

import { namedApart } from '../../domain/model/told-apart';
import { RecordStore } from './deps';

/** A branch's name as staff read it: where two have the same name, each is followed by its id. */
export async function branchName(
  store: Pick<RecordStore, 'listBranches' | 'branchOf'>,
  branch: string,
): Promise<string> {
  const all = namedApart(await store.listBranches(), 'name');
  const found = all.find(({ id }) => id === branch)?.name;
  return found ?? (await store.branchOf(branch)).directory.branch.name;
}

import { namedApart } from '../../domain/model/told-apart';
import { RecordStore } from './deps';

/** Names of branches by id, as staff read them. */
export const branchNames = async (
  store: Pick<RecordStore, 'listBranches'>,
): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(
    namedApart(await store.listBranches(), 'name').map(({ id, name }) => [id, name]),
  );

/** A branch's name as staff read it: where two have the same name, each is followed by its id. */
export async function branchName(
  store: Pick<RecordStore, 'listBranches' | 'branchOf'>,
  branch: string,
): Promise<string> {
  const all = namedApart(await store.listBranches(), 'name');
  const found = all.find(({ id }) => id === branch)?.name;
  return found ?? (await store.branchOf(branch)).directory.branch.name;
}

export interface FirstAdminDeps {
  /** The deployment's one-time code. Without one nobody can become the first administrator. */
  readonly adminCode: string | undefined;
  /** In constant time. */
  readonly sameText: (a: string, b: string) => boolean;
  readonly countAdmins: () => Promise<number>;
  /** True for one caller at a time, over all instances. */
  readonly takeTurn: () => Promise<boolean>;
}

/**
 * Whether this code may create the first administrator: it is the deployment's, there is no
 * administrator yet, and of several simultaneous callers only one gets a yes.
 */
export const firstAdmin = ({ adminCode, sameText, countAdmins, takeTurn }: FirstAdminDeps) => {
  let left = adminCode;
  /** A spent code is forgotten: it opens nothing any more. */
  const thereIsNone = async () => {
    const none = (await countAdmins()) === 0;
    if (!none) left = undefined;
    return none;
  };
  return async (code: string): Promise<boolean> => {
    if (left === undefined || !sameText(code, left) || !(await thereIsNone())) return false;
    return (await takeTurn()) && thereIsNone();
  };
};

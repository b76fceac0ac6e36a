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
export const firstAdmin =
  ({ adminCode, sameText, countAdmins, takeTurn }: FirstAdminDeps) =>
  async (code: string): Promise<boolean> => {
    const thereIsNone = async () => (await countAdmins()) === 0;
    if (adminCode === undefined || !sameText(code, adminCode) || !(await thereIsNone())) {
      return false;
    }
    return (await takeTurn()) && thereIsNone();
  };

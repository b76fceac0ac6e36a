export interface FirstAdminDeps {
  /** The deployment's one-time code. Without one nobody can become the first administrator. */
  readonly adminCode: string | undefined;
  /** In constant time. */
  readonly sameText: (a: string, b: string) => boolean;
  readonly countAdmins: () => Promise<number>;
  /** True for one caller at a time, over all instances. */
  readonly takeTurn: () => Promise<boolean>;
}

/** How a bank gets its first administrator. */
export interface FirstAdmin {
  /** Whether there is a code and no administrator yet: the sign-in page offers the way then. */
  awaited(): Promise<boolean>;
  /**
   * Whether this code may create them: it is the deployment's, there is no administrator yet, and
   * of several simultaneous callers only one gets a yes.
   */
  takes(code: string): Promise<boolean>;
}

export const firstAdmin = ({
  adminCode,
  sameText,
  countAdmins,
  takeTurn,
}: FirstAdminDeps): FirstAdmin => {
  let left = adminCode;
  /** A spent code is forgotten: it opens nothing any more. */
  const thereIsNone = async () => {
    const none = (await countAdmins()) === 0;
    if (!none) left = undefined;
    return none;
  };
  return {
    awaited: async () => left !== undefined && (await thereIsNone()),
    async takes(code) {
      if (left === undefined || !sameText(code, left) || !(await thereIsNone())) return false;
      return (await takeTurn()) && thereIsNone();
    },
  };
};

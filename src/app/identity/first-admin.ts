export interface FirstAdminDeps {
  /** The deployment's one-time code. Without one nobody can become the first administrator. */
  readonly adminCode: string | undefined;
  /** In constant time. */
  readonly sameText: (a: string, b: string) => boolean;
  readonly countAdmins: () => Promise<number>;
  /** For one caller at a time, over all instances: how to give it back. Undefined for others. */
  readonly takeTurn: () => Promise<(() => Promise<void>) | undefined>;
  /** Lets a moment pass in which somebody else's turn may end. */
  readonly pause: () => Promise<void>;
}

/** How a bank gets its first administrator. */
export interface FirstAdmin {
  /** Whether there is a code and no administrator yet: the sign-in page offers the way then. */
  awaited(): Promise<boolean>;
  /**
   * Makes them, if the code is the deployment's and there is no administrator yet. Of several who
   * ask at once one is made. A turn that made nobody is given back: whoever had a password refused
   * may send another at once, and whoever came meanwhile is heard.
   */
  make(code: string, work: () => Promise<void>): Promise<'made' | 'refused' | 'busy'>;
}

/** How often a turn is asked for. */
const TRIES = 25;

export const firstAdmin = ({
  adminCode,
  sameText,
  countAdmins,
  takeTurn,
  pause,
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
    async make(code, work) {
      for (let n = 0; n < TRIES; n += 1) {
        if (left === undefined || !sameText(code, left) || !(await thereIsNone())) return 'refused';
        const giveBack = await takeTurn();
        if (giveBack) {
          try {
            if (!(await thereIsNone())) return 'refused';
            await work();
            return 'made';
          } finally {
            await giveBack();
          }
        }
        await pause();
      }
      return 'busy';
    },
  };
};

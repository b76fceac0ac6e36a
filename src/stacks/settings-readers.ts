/**
 * One setting: its meaning, and how its text is read. A reader throws an Error whose message says
 * what it expects.
 */
export interface Setting<T> {
  readonly help: string;
  /** Whether it is yes or no, which cdk.json may write as `true` and `false`. */
  readonly isSwitch?: boolean;
  readonly read: (text: string) => T;
}

export const text = (help: string, pattern: RegExp, example: string): Setting<string> => ({
  help,
  read: (value) => {
    if (!pattern.test(value)) throw new Error(`give a value such as ${example}`);
    return value;
  },
});

export const list = (help: string, pattern: RegExp, example: string): Setting<string[]> => ({
  help,
  read: (value) => {
    const parts = value.split(',').map((part) => part.trim());
    const wrong = parts.filter((part) => !pattern.test(part));
    if (wrong.length > 0) {
      throw new Error(`"${wrong.join('", "')}" cannot be read; give a list such as ${example}`);
    }
    return parts;
  },
});

/** Whole numbers of something, from the least to the most that AWS takes. */
export const whole = (
  help: string,
  what: string,
  least: number,
  most: number,
): Setting<number> => ({
  help,
  read: (value) => {
    const given = /^\d+$/.test(value) ? Number(value) : NaN;
    if (!(given >= least && given <= most)) {
      throw new Error(`give a whole number of ${what}, ${least} to ${most}`);
    }
    return given;
  },
});

/** `true` and `false` too, as cdk.json would write it. */
export const yesOrNo = (help: string): Setting<boolean> => ({
  help,
  isSwitch: true,
  read: (value) => {
    if (!/^(yes|no|true|false)$/i.test(value)) throw new Error('give yes or no');
    return /^(yes|true)$/i.test(value);
  },
});

export const secretArn = (what: string): Setting<string> =>
  text(
    `whole ARN of ${what}`,
    /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+-[A-Za-z0-9]{6}$/,
    'arn:aws:secretsmanager:us-east-1:111122223333:secret:DataKeys-AbCdEf',
  );

/** Settings whose value is a name of a few. */
export const oneOf = <T>(help: string, values: Readonly<Record<string, T>>): Setting<T> => ({
  help,
  read: (value) => {
    if (!Object.hasOwn(values, value)) {
      throw new Error(
        `give ${Object.keys(values)
          .join(', ')
          .replace(/, (?=[^,]*$)/, ' or ')}`,
      );
    }
    return values[value];
  },
});

/** Names with values, as `NAME=value,OTHER=value` or as JSON, such as an object in cdk.json. */
export const pairs = (help: string): Setting<Record<string, string>> => ({
  help,
  read: (value) => {
    if (value.trimStart().startsWith('{')) return fromJson(value);
    const found = value.split(',').map((pair) => /^\s*([^=\s]+)=(.*)$/s.exec(pair));
    if (found.includes(null)) {
      throw new Error(
        'give names with values, such as BANK_CODE=012,GREETING=Hola; ' +
          'with commas in a value, give an object in cdk.json',
      );
    }
    const names = found.map((each) => each![1]);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) throw new Error(`${twice} is given twice; give it once`);
    return Object.fromEntries(found.map((each) => [each![1], each![2]]));
  },
});

function fromJson(given: string): Record<string, string> {
  let read: unknown;
  try {
    read = JSON.parse(given);
  } catch {
    read = undefined;
  }
  const wrong = Object.values((read ?? { '': null }) as object).some(
    (value) => !['string', 'number', 'boolean'].includes(typeof value),
  );
  if (read === undefined || wrong) {
    throw new Error('give an object of names and texts, such as {"BANK_CODE": "012"}');
  }
  return Object.fromEntries(
    Object.entries(read as object).map(([name, value]) => [name, String(value)]),
  );
}

/** One call of the AWS CLI in a text, by its words. */
export interface Call {
  /** `ecs run-task`; `ecs wait tasks-stopped`. */
  readonly command: string;
  /** Options' names, without dashes or values. */
  readonly options: readonly string[];
  /** `…` stands where a reader fills in more than a value. */
  readonly elided: boolean;
}

const NAME = /^[a-z0-9-]+$/;

function callOf(text: string): Call[] {
  const words = text
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[,.]$/, ''));
  const [service, operation, waited] = words;
  if (!NAME.test(service) || operation === undefined || !/^[a-z][a-z0-9-]+$/.test(operation)) {
    return [];
  }
  const command = [service, operation, ...(operation === 'wait' ? [waited] : [])].join(' ');
  return [
    {
      command,
      options: words.flatMap((word) => /^--([a-z][a-z0-9-]*)/.exec(word)?.[1] ?? []),
      elided: words.some((word, at) => word === '…' && !words[at - 1].startsWith('--')),
    },
  ];
}

/** Calls in a line of shell, each without the calls nested in it. */
export function callsIn(shell: string): Call[] {
  let rest = shell
    .replaceAll(/\\\n\s*/g, ' ')
    .replaceAll(/'[^']*'/g, 'QUOTED')
    .replaceAll(/<[^<>\n]+>/g, 'FILLED');
  const parts: string[] = [];
  const within = /\$\(([^()]*)\)/;
  for (let found = within.exec(rest); found; found = within.exec(rest)) {
    parts.push(found[1]);
    rest = rest.replace(within, 'GIVEN');
  }
  return [...parts, rest].flatMap((part) =>
    part
      .split(/[|;&\n`]|> |\)/)
      .flatMap((each) => [...each.matchAll(/\baws ((?:(?!\baws ).)*)/g)])
      .flatMap(([, text]) => callOf(text)),
  );
}

/** Pieces of shell in a document: its blocks, and text between backquotes. */
export function shellOf(document: string): string[] {
  const blocks = [...document.matchAll(/^( *)```sh\n([^]*?)^ *```$/gm)].map(([, , text]) => text);
  const prose = document.replaceAll(/^( *)```[^]*?^ *```$/gm, '');
  const inline = [...prose.matchAll(/`(aws [^`]+)`/g)].map(([, code]) =>
    code.replaceAll(/\s+/g, ' '),
  );
  return [...blocks, ...inline];
}

/** Lines of shell that a program's source writes, with its literals joined. */
export function shellWritten(source: string): string[] {
  return source
    .replaceAll(/\\\\[`'],\s*[`']/g, ' ')
    .replaceAll(/\\\\\n/g, ' ')
    .replaceAll(/[`'"]\s*\+\s*[`'"]/g, '')
    .replaceAll(/\$\{[^}]*\}/g, 'GIVEN')
    .split('\n')
    .filter((line) => !/^\s*(\*|\/)/.test(line))
    .flatMap((line) => /\baws [a-z0-9]+ [a-z].*/.exec(line)?.[0] ?? [])
    .map((line) => line.replaceAll(/\\?[`"]/g, ' '));
}

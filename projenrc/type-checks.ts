import { awscdk, JsonFile } from 'projen';

/** Folders of programs that Node runs, with the same options: they are checked as one program. */
const nodeFolders = ['src/app', 'src/stacks', 'src/local', 'bench', 'packaging'];
const NODE_PROGRAMS = 'tsconfig.node.json';

/**
 * What `npm run types` checks. jsii compiles `src/index.ts` and what it reaches; every other folder
 * has a tsconfig.json of its own, for lint and for editors. `projenrc/tsconfig.json` is projen's,
 * and includes `.projenrc.ts`.
 */
export const checkedProjects = [
  NODE_PROGRAMS,
  'src/app/pages',
  'test',
  'examples',
  'lint',
  'projenrc',
] as const;

const base = {
  target: 'ES2023',
  lib: ['es2024', 'esnext.disposable'],
  module: 'ESNext',
  moduleResolution: 'Bundler',
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  isolatedModules: true,
  noImplicitOverride: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noFallthroughCasesInSwitch: true,
  noUncheckedIndexedAccess: false,
};
const pages = {
  jsx: 'react-jsx',
  jsxImportSource: 'preact',
  // docs/browsers.md: the oldest browsers lack anything newer
  lib: ['es2019', 'DOM', 'DOM.Iterable', 'WebWorker'],
};
/** Node runs these files directly: only strippable type annotations, and full file names. */
const stripped = {
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  allowImportingTsExtensions: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  allowJs: true,
  checkJs: true,
};

export function typeChecks(project: awscdk.AwsCdkConstructLibrary) {
  const file = (folder: string, compilerOptions: object, more: object = {}) => {
    // Unchanged files are not checked again.
    const root = folder.replace(/[^/]+/g, '..');
    const tsBuildInfoFile = `${root}/.ticketero/types/${folder.replaceAll('/', '-')}.tsbuildinfo`;
    return new JsonFile(project, `${folder}/tsconfig.json`, {
      obj: {
        compilerOptions: { ...base, incremental: true, tsBuildInfoFile, ...compilerOptions },
        include: ['**/*.ts', '**/*.tsx'],
        ...more,
      },
      marker: true,
    });
  };
  new JsonFile(project, NODE_PROGRAMS, {
    obj: {
      extends: './src/app/tsconfig.json',
      compilerOptions: { tsBuildInfoFile: '.ticketero/types/node.tsbuildinfo' },
      include: nodeFolders,
      exclude: ['src/app/pages'],
    },
    marker: true,
  });
  file('src/app', { types: ['node'] }, { exclude: ['pages'] });
  // `vite/client` is for style sheets; `node` because the types of frames reach ports.ts, which
  // names a request. Lint keeps node modules out of pages.
  file('src/app/pages', { ...pages, types: ['vite/client', 'node'] });
  file('src/stacks', { types: ['node'] });
  file('src/local', { types: ['node'] });
  file('test', {
    ...pages,
    lib: ['es2024', 'esnext.disposable', 'DOM', 'DOM.Iterable', 'WebWorker'],
    types: ['node', 'jest'],
    allowImportingTsExtensions: true, // Node runs lint/ directly
  });
  file('bench', { types: ['node'] });
  file('packaging', { types: ['node'] });
  // Examples are written against the published package; here its name stands for its source.
  file('examples', { types: ['node'], paths: { ticketero: ['../src/index.ts'] } });
  file('lint', { ...stripped, types: ['node'] }, { include: ['**/*.mts', '**/*.mjs', '../*.mjs'] });
}

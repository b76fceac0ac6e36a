import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BuildFailure, context, formatMessages } from 'esbuild';

export interface ServerBundle {
  /** What a process runs. */
  readonly file: string;
  /** Whether a file is part of the bundle as it was built last. */
  uses(path: string): boolean;
  /**
   * Builds again, in some 50 ms after the first time.
   * @returns whether the result differs from the last one, or why there is none
   */
  build(): Promise<{ readonly isNew: boolean } | { readonly failed: string }>;
  close(): Promise<void>;
}

/**
 * The app of `npm run dev` as one file in `folder`, with source maps and without its packages:
 * loading it takes half as long as loading every source by itself.
 */
export async function openServerBundle(root: string, folder: string): Promise<ServerBundle> {
  await mkdir(folder, { recursive: true });
  const bundle = join(folder, 'app.cjs');
  // Beside the bundle and not the bundle itself: programs inside it start when they are the main
  // module.
  const file = join(folder, 'main.cjs');
  await writeFile(file, "require('./app.cjs');\n");
  const building = await context({
    absWorkingDir: root,
    entryPoints: ['src/local/dev/serve.ts'],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    sourcemap: 'inline',
    keepNames: true, // objection names relations by class
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  let last: string | undefined;
  let inputs = new Set<string>();
  return {
    file,
    uses: (path) => inputs.has(path),
    build: async () => {
      try {
        const { outputFiles, metafile } = await building.rebuild();
        inputs = new Set(Object.keys(metafile.inputs).map((path) => resolve(root, path)));
        const [{ text }] = outputFiles;
        const isNew = text !== last;
        if (isNew) await writeFile(bundle, text);
        last = text;
        return { isNew };
      } catch (error) {
        const { errors } = error as Partial<BuildFailure>;
        if (!errors) throw error;
        last = undefined;
        const lines = await formatMessages(errors, { kind: 'error', color: false });
        return { failed: lines.join('\n').trim() };
      }
    },
    close: () => building.dispose(),
  };
}

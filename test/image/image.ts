import { chmod, copyFile, cp, link, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APP_ASSETS } from '../../src/local/build/build';
import { Child, runCommand, runProgram } from '../support/child';

/** The parts of a Dockerfile that decide how its image runs. */
export interface Recipe {
  readonly copies: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly user: { readonly uid: number; readonly gid: number };
  readonly command: readonly string[];
}

/**
 * Reads a Dockerfile of `FROM`, `ENV`, `WORKDIR`, `COPY`, `USER`, `EXPOSE` and `CMD`.
 * @throws for any other instruction, which would need a container engine
 */
export function recipeOf(dockerfile: string): Recipe {
  const lines = dockerfile
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('#'))
    .map((line) => /^([A-Z]+) (.*)$/.exec(line)!);
  const unknown = lines.find(
    ([, instruction]) =>
      !['FROM', 'ENV', 'WORKDIR', 'COPY', 'USER', 'EXPOSE', 'CMD'].includes(instruction),
  );
  if (unknown) throw new Error(`the image cannot be told without running it: ${unknown[0]}`);
  const said = (instruction: string) =>
    lines.filter(([, name]) => name === instruction).map(([, , rest]) => rest);
  const [uid, gid] = said('USER').at(-1)!.split(':').map(Number);
  return {
    copies: said('COPY').flatMap((list) => (JSON.parse(list) as string[]).slice(0, -1)),
    environment: Object.fromEntries(
      said('ENV').flatMap((text) =>
        [...text.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))/g)].map(([, name, quoted, bare]) => [
          name,
          quoted ?? bare,
        ]),
      ),
    ),
    user: { uid, gid },
    command: JSON.parse(said('CMD').at(-1)!) as string[],
  };
}

export interface Image {
  readonly recipe: Recipe;
  /** The folder with its files: `/app` in the container. */
  readonly folder: string;
  /**
   * Runs a command in it as the container would: as its user, with read-only files and only these
   * variables, the recipe's and PATH.
   */
  run(command: readonly string[], environment: Readonly<Record<string, string>>): Child;
  remove(): Promise<void>;
}

/**
 * Exactly the image's files in a read-only folder, and beside it the base image's one program:
 * node.
 */
export async function unpackImage(): Promise<Image> {
  // what `npm run build:app` runs
  const build = runProgram(join(__dirname, '../../src/local/build/build.ts'));
  if ((await build.ended).code !== 0) {
    throw new Error(`the app cannot be built:\n${build.output()}`);
  }
  const recipe = recipeOf(await readFile(join(APP_ASSETS, 'Dockerfile'), 'utf8'));
  const root = await mkdtemp(join(tmpdir(), 'ticketero-image-'));
  await chmod(root, 0o755);
  const folder = join(root, 'app');
  await mkdir(folder);
  for (const name of recipe.copies) {
    await cp(join(APP_ASSETS, name), join(folder, name), { recursive: true });
  }
  const bin = join(root, 'bin');
  await mkdir(bin);
  await link(process.execPath, join(bin, 'node')).catch(() =>
    copyFile(process.execPath, join(bin, 'node')),
  );
  await readOnly(folder);
  const asRoot = process.getuid?.() === 0;
  return {
    recipe,
    folder,
    run: ([program, ...rest], environment) =>
      runCommand(join(bin, program), rest, {
        cwd: folder,
        env: { PATH: bin, ...recipe.environment, ...environment },
        ...(asRoot ? recipe.user : {}),
      }),
    async remove() {
      await writable(folder);
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function each(
  folder: string,
  mode: { readonly folders: number; readonly files: number },
): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await each(path, mode);
    else await chmod(path, mode.files);
  }
  await chmod(folder, mode.folders);
}
const readOnly = (folder: string) => each(folder, { folders: 0o555, files: 0o444 });
const writable = (folder: string) => each(folder, { folders: 0o755, files: 0o644 });

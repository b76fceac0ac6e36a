import { copyFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { COMMANDS, IMAGE, PORTS } from '../../contract';

/** The base image. */
export const IMAGE_BASE = 'public.ecr.aws/docker/library/node:24-bookworm-slim';

/**
 * Stack traces name our files and lines. Starting creates many young objects once, for which Node
 * would keep three times 16 MB from then on; 4 MB cost no measurable time.
 */
export const NODE_OPTIONS = [
  '--enable-source-maps',
  '--max-semi-space-size=4',
  '--expose-gc', // used once, when the app has started
  '--disable-warning=DEP0040',
];

/**
 * The C library would keep memory for each thread that ever used some (decision 0227), and memory
 * that only the start needed (0241).
 */
export const ALLOCATOR = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

const allocator = Object.entries(ALLOCATOR).map(([name, value]) => `${name}=${value}`);

/** No `RUN` step, so an arm64 image can be built on any machine. */
const DOCKERFILE = `# The app with all its libraries in one file. Runs with a read-only root;
# it writes nothing but standard output and, with TLS, its key below /tmp.
FROM ${IMAGE_BASE}
ENV NODE_ENV=production HOME=/tmp ${allocator.join(' ')} NODE_OPTIONS="${NODE_OPTIONS.join(' ')}"
WORKDIR ${IMAGE.folder}
COPY ["main.js", "main.js.map", "manifest.json", "${basename(IMAGE.databaseCertificates)}", "./"]
COPY ["pages/", "pages/"]
USER ${IMAGE.user}
EXPOSE ${PORTS.app}
CMD ["node", "main.js", "${COMMANDS.serve}"]
`;

/**
 * Writes what the image needs besides the bundles: a Dockerfile and the certificate authorities of
 * RDS.
 */
export async function writeImageFiles(folder: string): Promise<void> {
  const certificates = basename(IMAGE.databaseCertificates);
  await copyFile(join(__dirname, certificates), join(folder, certificates));
  await writeFile(join(folder, 'Dockerfile'), DOCKERFILE);
  await writeFile(join(folder, '.dockerignore'), '*metafile.json\n*.LEGAL.txt\n');
}

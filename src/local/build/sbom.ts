import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IMAGE_BASE } from './image';
import { ROOT } from './inputs';
import { hexOf, Inside, packagesInside, sha512 } from './packages-inside';

/** Beside the bundles: what is inside (CycloneDX 1.6), and under which licences. */
export const SBOM = 'sbom.cdx.json';
export const LICENCES = 'licences.txt';

/**
 * Licences that only ask to be named, as SPDX ids. A package under another one is reviewed by a
 * person, who adds the licence here or removes the package.
 */
const ALLOWED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Unlicense',
]);

const FONT = 'src/app/pages/shared/look/fonts';
const AS_ONE = /^[\w.+-]+$/;

/** The part of CycloneDX's component that is used here. */
interface Component {
  readonly type: string;
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl?: string;
  readonly licenses: readonly object[];
  readonly [more: string]: unknown;
}
export interface Bom {
  readonly components: readonly Component[];
  readonly [more: string]: unknown;
}

/** The package URL of an npm package: `pkg:npm/%40koa/router@15.7.0`. */
const purlOf = ({ name, version }: Pick<Inside, 'name' | 'version'>) =>
  `pkg:npm/${name.replace('@', '%40')}@${encodeURIComponent(version)}`;

const licensesOf = (licence: string | undefined): readonly object[] =>
  licence === undefined
    ? []
    : [AS_ONE.test(licence) ? { license: { id: licence } } : { expression: licence }];

function componentOf(each: Inside): Component {
  const [group, name] = each.name.startsWith('@') ? each.name.split('/') : [undefined, each.name];
  const purl = purlOf(each);
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group ? { group } : {}),
    name,
    version: each.version,
    scope: 'required',
    hashes: [{ alg: 'SHA-512', content: hexOf(each.integrity) }],
    licenses: licensesOf(each.licence),
    purl,
    externalReferences: [
      {
        type: 'distribution',
        url: `https://registry.npmjs.org/${each.name}/-/${name}-${each.version}.tgz`,
      },
    ],
    properties: each.bundles.map((value) => ({ name: 'ticketero:bundle', value })),
  };
}

/** Components that are not packages: the pages' font, and the base image. */
async function besides(): Promise<readonly Component[]> {
  const font = await readFile(join(ROOT, FONT, 'atkinson-next-latin.woff2'));
  const [image, tag] = IMAGE_BASE.split(':');
  return [
    {
      type: 'file',
      'bom-ref': 'font',
      name: 'atkinson-next-latin.woff2',
      version: sha512(font).slice(0, 12),
      hashes: [{ alg: 'SHA-512', content: sha512(font) }],
      licenses: licensesOf('OFL-1.1'),
      properties: [{ name: 'ticketero:bundle', value: 'pages' }],
    },
    {
      type: 'container',
      'bom-ref': 'image',
      name: image,
      version: tag,
      purl: `pkg:docker/library/node@${tag}?repository_url=${image.split('/')[0]}`,
      licenses: licensesOf('MIT'),
    },
  ];
}

/** An id derived from the content: the same sources make the same bill. */
function serialOf(components: readonly Component[]): string {
  const digest = sha512(JSON.stringify(components)).slice(0, 32);
  const parts = [8, 4, 4, 4, 12];
  const uuid = parts.map((length, at) => {
    const from = parts.slice(0, at).reduce((sum, each) => sum + each, 0);
    return digest.slice(from, from + length);
  });
  // the version and the variant that RFC 9562 keeps for names of one's own making
  return `urn:uuid:${uuid[0]}-${uuid[1]}-8${uuid[2].slice(1)}-a${uuid[3].slice(1)}-${uuid[4]}`;
}

/** The bill of materials of the bundles in a folder, as CycloneDX 1.6 writes it. */
async function bomOf(inside: readonly Inside[]): Promise<Bom> {
  const { version, license } = JSON.parse(
    await readFile(join(ROOT, 'package.json'), 'utf8'),
  ) as Record<string, string>;
  const components = [...inside.map(componentOf), ...(await besides())];
  const byFolder = new Map(inside.map((each) => [each.folder, purlOf(each)]));
  const taken = new Set(inside.flatMap(({ takes }) => takes));
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialOf(components),
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': 'ticketero',
        name: 'ticketero',
        version,
        licenses: licensesOf(license),
      },
    },
    components,
    dependencies: [
      {
        ref: 'ticketero',
        dependsOn: [
          ...inside.filter(({ folder }) => !taken.has(folder)).map(purlOf),
          'font',
          'image',
        ],
      },
      ...inside.map((each) => ({
        ref: purlOf(each),
        dependsOn: [...new Set(each.takes.map((folder) => byFolder.get(folder)!))],
      })),
    ],
  };
}

/** One sentence for each package whose licence somebody has to look at. */
export const strangeLicences = (inside: readonly Inside[]): readonly string[] =>
  inside.flatMap(({ name, version, licence }) => {
    const ways = (licence ?? '').replace(/[()]/g, '').split(' OR ');
    if (ways.some((way) => way.split(' AND ').every((each) => ALLOWED.has(each)))) return [];
    return [`${name} ${version}: ${licence ?? 'no licence is named in its package.json'}`];
  });

const licencesText = (inside: readonly Inside[]): string =>
  [
    'What the bundles of Ticketero hold, and under which licences.\n',
    ...inside.map(
      ({ name, version, licence, text }) =>
        `${'-'.repeat(80)}\n${name} ${version}\n${licence ?? 'unknown'}\n\n${text ?? ''}`,
    ),
  ].join('\n');

/** Writes the bill and the licences beside the bundles. */
export async function writeSbom(folder: string): Promise<readonly Inside[]> {
  const inside = await packagesInside(folder);
  const bom = await bomOf(inside);
  const font = await readFile(join(ROOT, FONT, 'OFL.txt'), 'utf8');
  await writeFile(join(folder, SBOM), `${JSON.stringify(bom, null, 2)}\n`);
  await writeFile(
    join(folder, LICENCES),
    `${licencesText(inside)}\n${'-'.repeat(80)}\nAtkinson Hyperlegible Next\nOFL-1.1\n\n${font}`,
  );
  return inside;
}

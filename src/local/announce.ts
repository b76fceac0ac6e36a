import { relative } from 'node:path';
import { RunningApp } from './app';
import { devices, staff } from './demo/bank';
import { StartOptions } from './options';

/** What `announcement` describes, besides the app. */
export interface Whereabouts extends Pick<StartOptions, 'command' | 'folder'> {
  /** Whether the database is the one in the folder. */
  readonly own: boolean;
  readonly phoneUrl: string | undefined;
  /** Where mail is kept instead of being sent. */
  readonly mailFolder: string | undefined;
}

/**
 * What `npm start` and `npm run dev` print once the app serves: the line that scripts wait for,
 * then every page and how to open it.
 */
export function announcement(
  app: Pick<RunningApp, 'url' | 'demo' | 'signInLink'>,
  where: Whereabouts,
): string {
  const { url, demo } = app;
  const from = (folder: string) => relative(process.cwd(), folder) || folder;
  const page = (title: string, address: string, note = '') =>
    `  ${title.padEnd(22)} ${address}${note && `   ${note}`}`;
  const lines = [`READY ${url}`, ''];
  if (demo) {
    lines.push('Devices (enrolled by opening the link):');
    for (const device of devices.filter(({ kind }) => kind !== 'printer')) {
      lines.push(
        page(`${device.kind}, branch ${device.branch}`, `${url}/${device.kind}#enrol=${device.id}`),
      );
    }
    lines.push('', 'Staff (signed in by opening the link; or at /sign-in, password "demo"):');
    for (const member of staff) lines.push(page(member.id, app.signInLink(member.id)));
  } else {
    lines.push(
      'Pages:',
      ...['kiosk', 'display', 'reception', 'advisor', 'supervisor', 'admin'].map((name) =>
        page(name, `${url}/${name}`),
      ),
    );
  }
  lines.push(
    '',
    page('sign-in', `${url}/sign-in`),
    page('API', `${url}/api`),
    page('OpenAPI', `${url}/openapi.json`),
  );
  if (where.phoneUrl) lines.push(page('phones (Telegram)', where.phoneUrl));
  if (where.mailFolder) lines.push(page('mail, as files', from(where.mailFolder)));
  if (where.own) {
    lines.push(
      '',
      `Data is kept in ${from(where.folder)}; ` +
        `${where.command} -- --fresh starts over. Ctrl-C ends everything.`,
    );
  }
  return lines.join('\n') + '\n\n';
}

import { makeAdminLink } from '../../../../src/app/assemble/admin-link';
import { poolSizes } from '../../../../src/app/db/connect/pools';
import { createLog } from '../../../../src/app/log';
import { CONNECTIONS } from '../../../../src/contract';
import { dataKeys, stage } from '../second-factor/people';

/** An operator working beside the instances of a bank. */

export const makeLink = (username?: string) =>
  makeAdminLink(
    {
      database: { url: stage.databaseUrl },
      poolSizes: poolSizes(CONNECTIONS.least),
      dataKeys,
      instance: 'operator',
      log: createLog('silent', 'operator'),
    },
    username,
    'https://turnos.bank.cl',
  );
export const linkOf = ([line]: readonly string[]) =>
  /^https:\/\/turnos\.bank\.cl\/sign-in#admin-link=(\S+)$/.exec(line)![1];

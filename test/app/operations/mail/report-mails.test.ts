import { admin, stage } from './office';
import './asked';
import './domains';
import './once';
import './trouble';
import './ends';

/** Reports by mail, over a real mail server and two instances on one database. */

test('an invalid address is refused', async () => {
  const body = { branch: '1', period: 'day', address: 'a@b.cl, c@d.cl' };
  const two = await stage.ask('POST', '/api/report-mails', { as: admin, body });
  expect([two.status, two.body.errors?.[0].field]).toEqual([422, 'address']);
});

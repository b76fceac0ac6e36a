import { randomUUID } from 'node:crypto';
import { otherInstance } from '../../http/other-instance';
import { caughtFor, list, mailOf, nextDay, stage, subscribed, supervisor, weekday } from './office';

/** Where reports may go: the bank lists its domains, before or after a request. */

test('an address elsewhere is refused, and an earlier one gets nothing more', async () => {
  const mail = await subscribed(supervisor, 'ana@bank.cl');
  const listed = await otherInstance(stage, {
    ...mailOf(),
    mailDomains: ['banco.cl'],
    clock: () => weekday.now,
  });
  try {
    const ask = async (address: string) => {
      const response = await fetch(`http://127.0.0.1:${listed.port}/api/report-mails`, {
        method: 'POST',
        headers: {
          Authorization: supervisor,
          'Content-Type': 'application/json',
          'Idempotency-Key': randomUUID(),
        },
        body: JSON.stringify({ branch: '1', period: 'day', address }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    expect(await ask('ana@sucursal.banco.cl')).toMatchObject({
      status: 422,
      body: {
        code: 'mail_domain_not_allowed',
        detail: 'This bank sends reports to addresses of banco.cl only. Give one of those.',
        errors: [{ field: 'address', got: 'sucursal.banco.cl', wants: 'an address of banco.cl' }],
      },
    });
    expect((await ask('Ana@BANCO.cl')).status).toBe(201);
    const before = caughtFor('ana@bank.cl').length;
    await nextDay();
    await listed.sendReports();
    expect(caughtFor('ana@bank.cl')).toHaveLength(before);
    expect((await list(supervisor)).map(({ id }) => id)).not.toContain(mail);
    const { events } = await stage.app.operations.readAudit('bank', 0, 1000);
    expect(JSON.stringify(events)).toContain('"because":"domain"');
  } finally {
    await listed.close();
  }
});

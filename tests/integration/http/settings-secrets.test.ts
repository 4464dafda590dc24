import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { startServiceHarness } from '../../support/service-harness.ts';
import type { ServiceHarness, TestAnswer } from '../../support/service-harness.ts';
import { startServiceProcess } from '../../support/service-process.ts';
import type { ServiceProcess } from '../../support/service-process.ts';
import { chooseMode, keysOf, listCodeMails, putKeys, readCode } from '../../support/settings-steps.ts';

let harness: ServiceHarness;
let serving: ServiceProcess;

// As a process of its own that logs all it ever logs.
beforeAll(async () => {
  harness = await startServiceHarness();
  await harness.stopService();
  serving = await startServiceProcess({ ...harness.environment, HOLDFAST_LOG_LEVEL: 'debug' });
});
afterAll(async () => {
  await serving.kill('SIGKILL');
  await harness.stop();
});

test('a key that was given appears nowhere again: in no answer, no log, no mail and no row; nor does a code', async () => {
  const { live, other } = harness;
  const answers: TestAnswer[] = [];
  const keep = async (answer: Promise<TestAnswer>): Promise<TestAnswer> => {
    answers.push(await answer);
    return answer;
  };
  await keep(putKeys(harness, 'live', { ...keysOf(live), publishableKey: other.publishableKey }));
  await keep(putKeys(harness, 'live', { ...keysOf(live), secretKey: `${live.secretKey}x` }));
  await keep(putKeys(harness, 'live', { ...keysOf(live), webhookSecret: live.secretKey }));
  await keep(harness.call('PUT', '/v1/admin/payments/live', { rawBody: `{"secretKey": "${live.secretKey}", broken` }));
  await keep(putKeys(harness, 'test', { publishableKey: harness.sandbox.publishableKey, secretKey: harness.lackingKey }));
  expect((await keep(putKeys(harness, 'live', keysOf(live)))).status).toBe(200);
  const replacement = { publishableKey: live.publishableKey, secretKey: live.restrictedKey };
  expect((await keep(putKeys(harness, 'live', replacement))).status).toBe(403);
  const code = await readCode(harness);
  expect((await keep(putKeys(harness, 'live', { ...replacement, confirmation: code }))).status).toBe(200);
  await keep(chooseMode(harness, 'live'));
  for (const path of ['payments', 'business', 'catalog', 'status']) await keep(harness.call('GET', `/v1/admin/${path}`));
  await keep(harness.call('GET', '/v1/services'));

  const client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
  const tables = await client.query(`select table_name from information_schema.tables where table_schema = 'public'`);
  const rows = await Promise.all(
    tables.rows.map(async ({ table_name: table }) =>
      (await client.query(`select row_to_json(t)::text as text from ${table} t`)).rows.map(({ text }): string => text).join('\n'),
    ),
  );
  await client.end();
  const mails = await listCodeMails(harness);
  const told = {
    answers: answers.map(({ text }) => text).join('\n'),
    log: serving.readOutput(),
    mails: JSON.stringify(mails),
    rows: rows.join('\n'),
  };
  expect(told.log).toContain('/v1/admin/payments/live');
  expect(told.rows).toContain(live.publishableKey);
  expect(mails).toHaveLength(1);

  // Without what says its kind, so that half a key is found too; the first account's publishable key ends as its secret one does.
  const given = [live.secretKey, live.restrictedKey, live.webhookSecret, harness.lackingKey, harness.webhookSecret];
  const secrets = [...given.map((secret) => secret.slice(-16)), harness.sandbox.secretKey];
  for (const [place, text] of Object.entries(told)) {
    for (const secret of secrets) expect([place, text.includes(secret)]).toEqual([place, false]);
    if (place !== 'mails') expect([place, new RegExp(`\\b${code}\\b`).test(text)]).toEqual([place, false]);
  }
});

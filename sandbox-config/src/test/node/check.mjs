// Asks the simulated CRM through jsforce, which has met many real orgs and knows nothing of Baton.
// Usage: node check.mjs URL ACCOUNTS — prints one line per step; the first that fails ends the run with its reason.
import assert from 'node:assert/strict';
import jsforce from 'jsforce';

const [url, accounts] = process.argv.slice(2);
const total = Number(accounts);

async function step(name, body) {
  await body();
  console.log(`ok ${name}`);
}

async function refusal(promise) {
  try {
    await promise;
  } catch (error) {
    return error.errorCode ?? error.name;
  }
  return 'no error';
}

const conn = new jsforce.Connection({
  version: '65.0',
  oauth2: { loginUrl: url, clientId: 'sandbox', clientSecret: 'sandbox' },
});

await step('client credentials', async () => {
  await conn.authorize({ grant_type: 'client_credentials' });
  assert.equal(conn.instanceUrl, url);
  assert.ok(conn.accessToken);
});

await step('a wrong secret is refused', async () => {
  const stranger = new jsforce.Connection({
    oauth2: { loginUrl: url, clientId: 'sandbox', clientSecret: 'wrong' },
  });
  assert.equal(await refusal(stranger.authorize({ grant_type: 'client_credentials' })), 'invalid_client');
});

await step('query pages', async () => {
  const first = await conn.query('SELECT Id, Name FROM Account ORDER BY Id', { autoFetch: false });
  assert.equal(first.totalSize, total);
  assert.equal(first.done, false);
  assert.equal(first.records.length, 2000);
  const second = await conn.queryMore(first.nextRecordsUrl);
  assert.equal(second.done, true);
  const ids = new Set([...first.records, ...second.records].map((record) => record.Id));
  assert.equal(ids.size, total);
  assert.equal(first.records[0].attributes.type, 'Account');
});

await step('query in pages of 200', async () => {
  const first = await conn.query('SELECT Id FROM Account', {
    autoFetch: false,
    headers: { 'Sforce-Query-Options': 'batchSize=200' },
  });
  assert.ok(first.records.length >= 200 && first.records.length < total, `${first.records.length} records`);
});

await step('describe', async () => {
  const account = await conn.sobject('Account').describe();
  const score = account.fields.find((field) => field.name === 'Baton_Score__c');
  assert.equal(score?.type, 'double');
  assert.equal(account.keyPrefix, '001');
});

await step('describe global', async () => {
  const { sobjects } = await conn.describeGlobal();
  const names = sobjects.map((sobject) => sobject.name);
  for (const name of ['Account', 'Opportunity', 'Task', 'Baton_Handoff__c']) {
    assert.ok(names.includes(name), name);
  }
});

await step('an unknown field is INVALID_FIELD', async () => {
  assert.equal(await refusal(conn.query('SELECT Nonsense__c FROM Account')), 'INVALID_FIELD');
});

await step('broken SOQL is MALFORMED_QUERY', async () => {
  assert.equal(await refusal(conn.query('SELECT FROM WHERE')), 'MALFORMED_QUERY');
});

await step('upsert with one bad row', async () => {
  const rows = [
    { Baton_Key__c: 'jsforce-1', Subject: 'Call', Baton_Play__c: 'renewal' },
    { Baton_Key__c: 'jsforce-2', Subject: 'Call', Baton_Play__c: 'x'.repeat(81) },
  ];
  const [good, bad] = await conn.sobject('Task').upsert(rows, 'Baton_Key__c', { allOrNone: false });
  assert.equal(good.success, true);
  assert.equal(bad.success, false);
  assert.equal(bad.errors[0].statusCode, 'STRING_TOO_LONG');
  const [again] = await conn.sobject('Task').upsert(rows.slice(0, 1), 'Baton_Key__c', { allOrNone: false });
  assert.equal(again.success, true);
  assert.equal(again.id, good.id);
});

await step('limits', async () => {
  const limits = await conn.limits();
  assert.ok(limits.DailyApiRequests.Max >= limits.DailyApiRequests.Remaining);
  assert.ok(limits.DailyApiRequests.Remaining > 0);
});

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

conn.bulk2.pollInterval = 20;

await step('bulk query', async () => {
  const records = await (await conn.bulk2.query('SELECT Id, Name, CreatedDate, Owner.Name FROM Account')).toArray();
  assert.equal(records.length, total);
  assert.deepEqual(records[0], {
    Id: '001000000000001AAA',
    Name: 'Customer 1',
    CreatedDate: '2013-01-01T00:00:00.000Z',
    'Owner.Name': '',
  });
});

await step('a bulk query of an unknown field is refused', async () => {
  assert.equal(await refusal(conn.bulk2.query('SELECT Nonsense__c FROM Account')), 'API_ERROR');
});

await step('bulk update with one bad row', async () => {
  const { records } = await conn.query('SELECT Id FROM Account', { autoFetch: true, maxFetch: total });
  const rows = records.map(({ Id }, i) => ({ Id, Baton_Band__c: 'Green', Baton_Score__c: i === 7 ? 'many' : 90 }));
  const results = await conn.bulk2.loadAndWaitForResults({ object: 'Account', operation: 'update', input: rows });
  assert.equal(results.successfulResults.length, total - 1);
  assert.equal(results.failedResults.length, 1);
  assert.equal(results.failedResults[0].sf__Id, rows[7].Id);
  assert.match(results.failedResults[0].sf__Error, /^INVALID_TYPE_ON_FIELD_IN_RECORD:.*:Baton_Score__c --$/);
  assert.equal(results.unprocessedRecords.length, 0);
  const green = await conn.query("SELECT COUNT() FROM Account WHERE Baton_Band__c = 'Green' AND Baton_Score__c = 90");
  assert.equal(green.totalSize, total - 1);
});

await step('bulk upsert creates, then finds', async () => {
  const input = Array.from({ length: 450 }, (_, i) => ({ Baton_Key__c: `bulk-${i}`, Subject: 'Say "hello",\nthen leave' }));
  const load = () =>
    conn.bulk2.loadAndWaitForResults({
      object: 'Task',
      operation: 'upsert',
      externalIdFieldName: 'Baton_Key__c',
      input,
    });
  const created = await load();
  assert.ok(created.successfulResults.every((row) => row.sf__Created === 'true'));
  const found = await load();
  assert.equal(found.successfulResults.length, 450);
  assert.ok(found.successfulResults.every((row) => row.sf__Created === 'false'));
  const tasks = await (await conn.bulk2.query("SELECT Subject FROM Task WHERE Baton_Key__c LIKE 'bulk-%'")).toArray();
  assert.equal(tasks[449].Subject, input[449].Subject);
});

await step('null clears in bulk', async () => {
  const input = [{ Baton_Key__c: 'bulk-0', Subject: null }];
  await conn.bulk2.loadAndWaitForResults({ object: 'Task', operation: 'upsert', externalIdFieldName: 'Baton_Key__c', input });
  const task = await conn.query("SELECT Subject FROM Task WHERE Baton_Key__c = 'bulk-0'");
  assert.equal(task.records[0].Subject, null);
});

await step('a bulk job of an unknown column fails with its reason', async () => {
  const job = conn.bulk2.createJob({ object: 'Account', operation: 'update' });
  await job.open();
  await job.uploadData([{ Id: '001000000000001AAA', Nonsense__c: 'x' }]);
  await job.close();
  await assert.rejects(job.poll(), /Field name not found : Nonsense__c/);
  const rest = await job.getUnprocessedRecords();
  assert.equal(rest.length, 1);
});

await step('a bulk job is aborted and deleted', async () => {
  const job = conn.bulk2.createJob({ object: 'Account', operation: 'update' });
  await job.open();
  await job.uploadData([{ Id: '001000000000001AAA', Baton_Band__c: 'Red' }]);
  await job.abort();
  assert.equal((await job.check()).state, 'Aborted');
  await job.delete();
  assert.equal(await refusal(job.check()), 'NOT_FOUND');
});

await step('a search finds what was written', async () => {
  const { searchRecords } = await conn.search('FIND {"customer 17"} IN NAME FIELDS RETURNING Account(Id, Name)');
  assert.deepEqual(searchRecords.map((record) => record.Name), ['Customer 17']);
  assert.equal(await refusal(conn.search('FIND customer')), 'MALFORMED_SEARCH');
});

conn.bulk.pollInterval = 20;

await step('the older bulk API upserts and queries', async () => {
  const input = [
    { Baton_Key__c: 'batch-1', Subject: 'Call' },
    { Baton_Key__c: 'batch-2', Subject: 'x'.repeat(300) },
  ];
  const [good, bad] = await conn.bulk.load('Task', 'upsert', { extIdField: 'Baton_Key__c' }, input);
  assert.equal(good.success, true);
  assert.equal(bad.success, false);
  assert.match(bad.errors[0], /^STRING_TOO_LONG:/);
  const tasks = await (await conn.bulk.query("SELECT Id, Subject FROM Task WHERE Baton_Key__c = 'batch-1'")).toArray();
  assert.deepEqual(tasks, [{ Id: good.id, Subject: 'Call' }]);
});

// Deploys a package into the simulated CRM through jsforce, and looks at what the org then has.
// Usage: node deploy.mjs URL ZIP — prints one line per step; the first that fails ends the run with its reason.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import jsforce from 'jsforce';

const [url, zip] = process.argv.slice(2);

async function step(name, body) {
  await body();
  console.log(`ok ${name}`);
}

const session = await fetch(`${url}/__sandbox/session`, {
  method: 'POST',
  body: JSON.stringify({ user: 'admin@sandbox.invalid' }),
});
const { access_token: accessToken, instance_url: instanceUrl } = await session.json();
const conn = new jsforce.Connection({ version: '65.0', instanceUrl, accessToken });
conn.metadata.pollInterval = 20;

const deploy = async (options) => conn.metadata.deploy(await readFile(zip), options).complete(true);

async function fieldsOf(object) {
  const { fields } = await conn.describe(object);
  return fields.map((field) => field.name);
}

await step('an org without the package', async () => {
  assert.ok(!(await fieldsOf('Account')).includes('Baton_Score__c'));
});

await step('the types that can be deployed', async () => {
  const { metadataObjects } = await conn.metadata.describe('65.0');
  const object = metadataObjects.find((type) => type.xmlName === 'CustomObject');
  assert.ok(object.childXmlNames.includes('CustomField'));
});

await step('a check changes nothing', async () => {
  const result = await deploy({ checkOnly: true, rollbackOnError: true });
  assert.equal(result.status, 'Succeeded', JSON.stringify(result.details?.componentFailures));
  assert.equal(result.checkOnly, true);
  const { sobjects } = await conn.describeGlobal();
  assert.ok(!sobjects.some((object) => object.name === 'Baton_Handoff__c'));
});

await step('the package is deployed', async () => {
  const result = await deploy({ rollbackOnError: true });
  assert.equal(result.success, true, JSON.stringify(result.details?.componentFailures));
  assert.equal(result.numberComponentErrors, 0);
  assert.equal(result.numberComponentsDeployed, result.numberComponentsTotal);
  const created = result.details.componentSuccesses.map((component) => `${component.componentType} ${component.fullName}`);
  for (const name of ['CustomField Account.Baton_Score__c', 'PermissionSet Baton_CSM', 'ReportFolder Baton']) {
    assert.ok(created.includes(name), name);
  }
});

await step('deployed again it changes nothing', async () => {
  const result = await deploy({ rollbackOnError: true });
  assert.equal(result.success, true);
  assert.ok(result.details.componentSuccesses.every((component) => component.created === false));
});

await step('the org lists what was deployed', async () => {
  const fields = await conn.metadata.list({ type: 'CustomField' }, '65.0');
  assert.ok(fields.some((field) => field.fullName === 'Account.Baton_Score__c'));
  const folders = await conn.metadata.list({ type: 'ReportFolder' }, '65.0');
  assert.ok([folders].flat().some((folder) => folder.fullName === 'Baton'));
});

await step('new fields are hidden until a permission set is assigned', async () => {
  assert.ok(!(await fieldsOf('Account')).includes('Baton_Score__c'));
  const { records } = await conn.query("SELECT Id FROM PermissionSet WHERE Name = 'Baton_CSM'");
  const { user_id: user } = await conn.identity();
  const assigned = await conn
    .sobject('PermissionSetAssignment')
    .create({ AssigneeId: user, PermissionSetId: records[0].Id });
  assert.equal(assigned.success, true);
  const { fields } = await conn.describe('Account');
  const score = fields.find((field) => field.name === 'Baton_Score__c');
  assert.equal(score?.type, 'double');
  assert.equal(score.updateable, false);
});

await step('what is retrieved deploys without a change', async () => {
  const types = ['CustomObject', 'CustomLabels', 'PermissionSet', 'CustomPermission', 'Report', 'CustomTab'].map((name) => ({
    name,
    members: ['*'],
  }));
  types[0].members.push('Account', 'Activity', 'Opportunity');
  const retrieved = await conn.metadata
    .retrieve({ apiVersion: '65.0', singlePackage: true, unpackaged: { types, version: '65.0' } })
    .complete();
  assert.equal(retrieved.success, true);
  assert.deepEqual([retrieved.messages ?? []].flat(), []);
  const again = await conn.metadata.deploy(Buffer.from(retrieved.zipFile, 'base64'), { rollbackOnError: true }).complete(true);
  assert.equal(again.success, true, JSON.stringify(again.details?.componentFailures));
  const changed = again.details.componentSuccesses.filter((result) => result.fileName !== 'package.xml' && result.changed);
  assert.deepEqual(changed.map((result) => `${result.componentType} ${result.fullName}`), []);
});

await step('single components are read, created, changed and deleted', async () => {
  const score = await conn.metadata.read('CustomField', 'Account.Baton_Score__c');
  assert.equal(score.type, 'Number');
  const field = { fullName: 'Account.Region__c', label: 'Region', type: 'Text', length: 20 };
  assert.equal((await conn.metadata.create('CustomField', field)).success, true);
  const twice = await conn.metadata.create('CustomField', field);
  assert.equal(twice.errors[0].statusCode, 'DUPLICATE_DEVELOPER_NAME');
  assert.equal((await conn.metadata.update('CustomField', { ...field, label: 'Sales region' })).success, true);
  assert.equal((await conn.metadata.read('CustomField', field.fullName)).label, 'Sales region');
  assert.equal((await conn.metadata.delete('CustomField', field.fullName)).success, true);
  assert.equal((await conn.metadata.delete('CustomField', field.fullName)).errors[0].statusCode, 'INVALID_CROSS_REFERENCE_KEY');
});

import states from './states';

/** The state that the page's address asks for. */
export const state = states[new URLSearchParams(location.search).get('state')];

const OWN = {
    Baton_Override_Band__c: 'Override Band',
    Baton_Override_Until__c: 'Override Until',
    Baton_Override_Reason__c: 'Override Reason',
    Baton_Pulse__c: 'Pulse'
};

export const record = () => state.record;

export const snapshots = () => state.snapshots;

const INFO = {
    fields: Object.fromEntries(
        Object.entries(OWN).map(([name, label]) => [name, { label, updateable: true }])
    )
};

export const objectInfo = () => ({ data: INFO, fields: INFO.fields });

import BAND from '@salesforce/schema/Account.Baton_Band__c';
import CHANGE from '@salesforce/schema/Account.Baton_Change_30d__c';
import CHANGED_ON from '@salesforce/schema/Account.Baton_Changed_On__c';
import COVERAGE from '@salesforce/schema/Account.Baton_Coverage__c';
import DATA_STATUS from '@salesforce/schema/Account.Baton_Data_Status__c';
import EXPLANATION from '@salesforce/schema/Account.Baton_Explanation__c';
import MODEL from '@salesforce/schema/Account.Baton_Model__c';
import NEXT_ACTION from '@salesforce/schema/Account.Baton_Next_Action__c';
import OVERRIDE_BAND from '@salesforce/schema/Account.Baton_Override_Band__c';
import OVERRIDE_REASON from '@salesforce/schema/Account.Baton_Override_Reason__c';
import OVERRIDE_UNTIL from '@salesforce/schema/Account.Baton_Override_Until__c';
import REASON_1 from '@salesforce/schema/Account.Baton_Reason_1__c';
import REASON_2 from '@salesforce/schema/Account.Baton_Reason_2__c';
import REASON_3 from '@salesforce/schema/Account.Baton_Reason_3__c';
import SCORE from '@salesforce/schema/Account.Baton_Score__c';
import TREND from '@salesforce/schema/Account.Baton_Trend__c';

export const REASONS = [REASON_1, REASON_2, REASON_3];

/** Asked for as optional fields: one that the user may not see is left out, and the rest still comes. */
export const SHOWN = [
    BAND,
    CHANGE,
    CHANGED_ON,
    COVERAGE,
    DATA_STATUS,
    EXPLANATION,
    MODEL,
    NEXT_ACTION,
    OVERRIDE_BAND,
    OVERRIDE_REASON,
    OVERRIDE_UNTIL,
    ...REASONS,
    SCORE,
    TREND
];

export {
    BAND,
    CHANGE,
    CHANGED_ON,
    COVERAGE,
    DATA_STATUS,
    EXPLANATION,
    MODEL,
    NEXT_ACTION,
    OVERRIDE_BAND,
    OVERRIDE_REASON,
    OVERRIDE_UNTIL,
    SCORE,
    TREND
};

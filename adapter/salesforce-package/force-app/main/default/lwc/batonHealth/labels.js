import changedOn from '@salesforce/label/c.Baton_Changed_On';
import churned from '@salesforce/label/c.Baton_Churned';
import coverage from '@salesforce/label/c.Baton_Coverage';
import error from '@salesforce/label/c.Baton_Error';
import everyLine from '@salesforce/label/c.Baton_Every_Line';
import incomplete from '@salesforce/label/c.Baton_Incomplete';
import loading from '@salesforce/label/c.Baton_Loading';
import model from '@salesforce/label/c.Baton_Model';
import modelSays from '@salesforce/label/c.Baton_Model_Says';
import nextAction from '@salesforce/label/c.Baton_Next_Action';
import noAccess from '@salesforce/label/c.Baton_No_Access';
import noReasons from '@salesforce/label/c.Baton_No_Reasons';
import notScored from '@salesforce/label/c.Baton_Not_Scored';
import ofHundred from '@salesforce/label/c.Baton_Of_100';
import overridden from '@salesforce/label/c.Baton_Overridden';
import pointsIn30Days from '@salesforce/label/c.Baton_Points_In_30_Days';
import reasons from '@salesforce/label/c.Baton_Reasons';
import sources from '@salesforce/label/c.Baton_Sources';
import stale from '@salesforce/label/c.Baton_Stale';
import title from '@salesforce/label/c.Baton_Title';
import unknown from '@salesforce/label/c.Baton_Unknown';

export default {
    changedOn,
    churned,
    coverage,
    error,
    everyLine,
    incomplete,
    loading,
    model,
    modelSays,
    nextAction,
    noAccess,
    noReasons,
    notScored,
    ofHundred,
    overridden,
    pointsIn30Days,
    reasons,
    sources,
    stale,
    title,
    unknown
};

import { adapter } from '../../../adapter';
import { record } from '../../../state';

export const getRecord = adapter(record);

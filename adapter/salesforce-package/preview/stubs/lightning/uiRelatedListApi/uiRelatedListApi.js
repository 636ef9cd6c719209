import { adapter } from '../../../adapter';
import { snapshots } from '../../../state';

export const getRelatedListRecords = adapter(snapshots);

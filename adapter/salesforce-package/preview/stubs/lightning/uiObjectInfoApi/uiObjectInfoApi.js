import { adapter } from '../../../adapter';
import { objectInfo } from '../../../state';

export const getObjectInfo = adapter(objectInfo);

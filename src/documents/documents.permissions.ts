import { OFFICE_ROLES } from '../organisation';
import { definePermission } from '../platform/identity';

export const documentsUpload = definePermission('documents.upload', OFFICE_ROLES);

export { readBase64 } from './base64';
export { digestByUri } from './digest-methods';
export { DSIG_NAMESPACE } from './namespaces';
export * from './process-reference';
export type { ReferenceContext } from './reference-context';
export type { ReferenceTarget } from './reference-target';
export * from './signature-element';
export { rememberedDigest } from './remembered-digest';

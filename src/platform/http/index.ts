export { readCursor, writeCursor } from './cursor';
export { httpRefusals } from './http.refusals';
export { Creates } from './idempotency.interceptor';
export * from './page.schema';
export { languageOf, sendRefusal } from './problem.filter';
export * from './problem.schema';
export { RefusedRequest } from './refused-request';
export { sendObject } from './send-object';
export { type SnapshotSource, streamSnapshots } from './snapshot-stream';

export type * from './segnatura';
export * from './anomalies';
export * from './message';
export { readMessage, type ReceivedMessage } from './read/read-message';
export { readSegnatura } from './read/read-segnatura';
export * from './read/received-segnatura';
export { segnaturaRefusals } from './segnatura.refusals';
export { writeMessage } from './write-message';
export { NotInTheSchema, SEGNATURA_NAMESPACE, SEGNATURA_VERSION, writeSegnatura } from './write-segnatura';

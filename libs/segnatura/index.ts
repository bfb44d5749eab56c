export type * from './segnatura';
export { NotInTheSchema, SEGNATURA_NAMESPACE, SEGNATURA_VERSION, writeSegnatura } from './write-segnatura';

export type * from './preservation-index';
export { NotInPIndex, SINCRO_NAMESPACE, SINCRO_VERSION, writePIndex } from './write-pindex';

export * from './object-store.port';
export { openObjectStore } from './open-object-store';

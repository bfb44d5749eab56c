export * from './object-store.port';
export { openObjectStore, openPassingStore } from './open-object-store';

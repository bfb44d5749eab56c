export * from './platform.settings';
export * from './settings';

export * from './platform.settings';
export * from './provide-settings';
export * from './settings';

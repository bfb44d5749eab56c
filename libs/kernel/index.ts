export * from './canonical-json';
export * from './clock';
export * from './ids';
export * from './legal-time';
export * from './public-address';
export * from './refusal';
export * from './result';
export * from './state-table';

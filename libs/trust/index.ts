export * from './algorithms/digest-algorithms';
export * from './algorithms/signature-algorithms';
export * from './algorithms/verify-value';
export * from './algorithms/weak-algorithms';
export * from './path/build-path';
export * from './path/certificate-signature';
export * from './path/name-constraints';
export * from './path/path-findings';

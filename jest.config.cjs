'use strict';

// These packages are published as ES modules only; jest 29 can load them once SWC has made them CommonJS.
// @fastify/cookie asks for one of them by import(), which jest's sandbox refuses: in packages it becomes require().
const ES_MODULES = [
  '@nestjs',
  'nestjs-cls',
  '@nestjs-cls',
  'cookie',
  'content-disposition',
  '@fastify/cookie',
];

const swc = require('./scripts/swc-options.cjs');
const swcForPackages = { ...swc, module: { ...swc.module, ignoreDynamic: false } };

const shared = {
  rootDir: __dirname,
  testEnvironment: '<rootDir>/test/support/node-environment.cjs',
  transform: {
    '/node_modules/.+\\.m?js$': ['@swc/jest', swcForPackages],
    // The one place of ours that asks for such a package; see test/support/es-module-outside.cjs.
    '/libs/xml/engine/libxml2\\.ts$': ['@swc/jest', swcForPackages],
    '^.+\\.(ts|tsx|js|mjs)$': ['@swc/jest', swc],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join('|')})/)`],
  moduleNameMapper: {
    '^@libro-firma/([^/]+)$': '<rootDir>/libs/$1/index.ts',
    '^libxml2-wasm$': '<rootDir>/test/support/es-module-outside.cjs',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};

/** One project for each kind of test, from the quickest to the slowest. `npm test` runs all of them. */
module.exports = {
  // Two hundred suites in one process fill its heap until its pauses look like a database that does not answer.
  workerIdleMemoryLimit: '1200MB',
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{src,libs,web/src}/**/*.spec.ts'] },
    { ...shared, displayName: 'architecture', testMatch: ['<rootDir>/test/architecture/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/{integration,conformance}/**/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'],
    },
  ],
};

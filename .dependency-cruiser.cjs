'use strict';

/** The import rules of ARCHITECTURE.md. test/architecture/imports.spec.ts proves that each one bites. */
const libsInOrder = [
  ['kernel', []],
  ['asn1', ['kernel']],
  ['xml', ['kernel']],
  ['pdf', ['kernel', 'asn1']],
  ['trust', ['kernel', 'asn1', 'xml']],
  ['signature', ['kernel', 'asn1', 'xml', 'pdf', 'trust']],
  ['pdfa', ['kernel', 'asn1', 'pdf']],
  ['segnatura', ['kernel', 'xml']],
  ['conservation', ['kernel', 'xml']],
];

const modulesInOrder = [
  'organisation',
  'documents',
  'verification',
  'signing',
  'protocol',
  'acts',
  'signature-books',
  'copies',
  'archive',
  'reporting',
];

const FRAMEWORKS =
  '^(node_modules/)?(@nestjs|@nestjs-cls|nestjs-cls|typeorm|bullmq|ioredis|pg|fastify|@fastify)(/|$)';
const anyOf = (names) => `(${names.join('|')})`;

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'libs-are-framework-free',
      comment: 'Each library is usable alone, by who has never heard of this service.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: `${FRAMEWORKS}|^src/|^migrations/` },
    },
    ...libsInOrder.map(([lib, below]) => ({
      name: `libs-${lib}-stands-on-what-is-below`,
      severity: 'error',
      from: { path: `^libs/${lib}/` },
      to: { path: '^libs/', pathNot: `^libs/${anyOf([lib, ...below])}/` },
    })),
    {
      name: 'libs-speak-through-index',
      severity: 'error',
      from: { path: '^libs/([^/]+)/', pathNot: '\\.spec\\.ts$|/testing/' },
      to: { path: '^libs/([^/]+)/', pathNot: '^libs/$1/|^libs/[^/]+/index\\.ts$' },
    },
    {
      name: 'tests-of-libs-use-what-others-keep-for-tests',
      severity: 'error',
      from: { path: '^libs/([^/]+)/.*(\\.spec\\.ts$|testing/)' },
      to: { path: '^libs/([^/]+)/', pathNot: '^libs/$1/|^libs/[^/]+/(index\\.ts$|testing/)' },
    },
    {
      name: 'src-enters-libs-through-index',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/index\\.ts$' },
    },
    {
      name: 'platform-knows-no-office-word',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: `^src/(?!platform/)|^libs/(?!kernel/)` },
    },
    {
      name: 'domain-is-pure',
      comment:
        'A rule of the office can be read and tested without Nest, database, HTTP, clock or environment.',
      severity: 'error',
      from: { path: '^src/([^/]+)/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^src/$1/domain/|^libs/kernel/' },
    },
    {
      name: 'application-knows-no-door',
      severity: 'error',
      from: { path: '^src/([^/]+)/application/' },
      to: {
        path: '^src/platform/http/|^src/[^/]+/(http|jobs)/|^(node_modules/)?(fastify|@fastify|bullmq)(/|$)',
      },
    },
    {
      name: 'http-and-jobs-enter-by-application',
      severity: 'error',
      from: { path: '^src/([^/]+)/(http|jobs)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/$1/infrastructure/' },
    },
    {
      name: 'modules-speak-through-index',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/([^/]+)/.+', pathNot: '^src/$1/|^src/platform/|^src/[^/]+/index\\.ts$' },
    },
    ...modulesInOrder.map((module, position) => ({
      name: `${module}-uses-only-earlier-modules`,
      severity: 'error',
      from: { path: `^src/${module}/` },
      to: { path: `^src/${anyOf([...modulesInOrder.slice(position + 1), 'audit', 'notifications'])}/` },
    })),
    {
      name: 'nobody-imports-listeners',
      comment:
        'audit and notifications consume events; whoever imported them would be telling them what to do.',
      severity: 'error',
      from: { path: '^src/(?!audit/|notifications/|cli/|house\\.ts|platform/)' },
      to: { path: '^src/(audit|notifications)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};

'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');

// jest and the build compile by the same rules; only jest resolves aliases by itself (moduleNameMapper).
const options = JSON.parse(readFileSync(join(__dirname, '..', '.swcrc'), 'utf8'));
delete options.$schema;
delete options.jsc.paths;
delete options.jsc.baseUrl;

module.exports = { ...options, swcrc: false };

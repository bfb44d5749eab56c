'use strict';

const { TestEnvironment } = require('jest-environment-node');
const { types } = require('node:util');

/**
 * jest runs tests in a realm of their own, where an error that Node itself made is no instance of the test's Error.
 * Outside there is one realm: code that asks `fault instanceof Error` must get the same answer here.
 */
module.exports = class NodeEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    const { Error } = this.global;
    const isInstance = Function.prototype[Symbol.hasInstance];
    Object.defineProperty(Error, Symbol.hasInstance, {
      value(fault) {
        // Subclasses inherit this and are asked as ever.
        return isInstance.call(this, fault) || (this === Error && types.isNativeError(fault));
      },
    });
  }
};

'use strict';

const { TestEnvironment } = require('jest-environment-node');
const { types } = require('node:util');

/**
 * jest runs tests in a realm of their own, where an error that Node itself made is no instance of the test's Error.
 * Outside there is one realm: code that asks `fault instanceof Error` must get the same answer here, and so must a
 * package that was imported outside and asks whether the test's set is a Set.
 */
module.exports = class NodeEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.importOutside = (name) => import(name);
    // A test's process.env is a copy that Node itself does not read.
    this.global.setTemporaryFolderOutside = (folder) => {
      if (folder === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = folder;
    };
    Object.defineProperty(Set, Symbol.hasInstance, {
      configurable: true,
      value(one) {
        return this === Set ? types.isSet(one) : Function.prototype[Symbol.hasInstance].call(this, one);
      },
    });
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

/** Something the person at the keyboard can put right: shown as its message alone, without a stack. */
export class OperatorFault extends Error {
  constructor(message, { exitCode = 1, cause } = {}) {
    super(message, { cause });
    this.name = 'OperatorFault';
    this.exitCode = exitCode;
  }
}

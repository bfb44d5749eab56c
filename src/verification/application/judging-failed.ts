/** A file brought its own verification down: a fault of ours, and yet no reason to try the same file again and again. */
export class JudgingFailed extends Error {
  constructor(fileName: string, cause: unknown) {
    super(`${fileName} brought its verification down`, { cause });
    this.name = 'JudgingFailed';
  }
}

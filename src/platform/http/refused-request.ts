import type { Refusal } from '@libro-firma/kernel';

/** Carries a refusal out of a guard or a pipe, which have no return value for it, to the problem filter. */
export class RefusedRequest extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
    this.name = 'RefusedRequest';
  }
}

import { Injectable } from '@nestjs/common';
import type { RegisteredNumber } from '../domain/registration';

/** Reads the register. Inside the caller's unit of work. */
@Injectable()
export class Registrations {
  /** The XML of art. 55 DPR 445/2000 as it was made with the number; null when there is no such registration. */
  async segnaturaOf(_registrationId: string): Promise<string | null> {
    return Promise.resolve(null);
  }

  /** The number that a key has, or null when it has none yet. */
  async byKey(_aooId: string, _key: string): Promise<RegisteredNumber | null> {
    return Promise.resolve(null);
  }
}

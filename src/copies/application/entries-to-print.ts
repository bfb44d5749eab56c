import { Injectable } from '@nestjs/common';
import { Structure } from '../../organisation';
import { Registrations, type RegisteredEntry } from '../../protocol';

/** An entry whose main document is a file. */
export interface PlacedEntry {
  readonly entry: RegisteredEntry;
  readonly fileName: string;
  readonly sha256: string;
  readonly registerName: string;
}

/** What of the register can go on paper as a copy. */
@Injectable()
export class EntriesToPrint {
  constructor(
    private readonly registrations: Registrations,
    private readonly structure: Structure,
  ) {}

  /** Null for paper, which goes as it is, and for what was annulled meanwhile, which goes nowhere; inside the caller's unit of work. */
  async find(registrationId: string): Promise<PlacedEntry | null> {
    const entry = await this.registrations.entryOf(registrationId);
    const main = entry?.files?.find(({ role }) => role === 'MAIN');
    const sha256 = entry?.completedSha256 ?? main?.hash;
    if (!entry || !main || !sha256 || entry.annulments.some(({ scope }) => scope === 'WHOLE')) return null;
    const register = await this.structure.register(entry.aooId, entry.registerId);
    return { entry, fileName: main.fileName, sha256, registerName: register?.name ?? entry.registerCode };
  }
}

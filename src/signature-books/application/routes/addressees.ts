import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { People, Powers, Structure } from '../../../organisation';
import { type Addressee, addresseeKey, addresseeOf } from '../../domain/addressee';
import type { WantedAddressee } from '../../domain/route-template';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';

/** Who is meant by an addressee, and what he is called. Inside the caller's unit of work. */
@Injectable()
export class Addressees {
  constructor(
    private readonly people: People,
    private readonly powers: Powers,
    private readonly structure: Structure,
  ) {}

  /** "The superior" of a requester is the head of his office, or of the next above it that has one other than himself. */
  async resolve(
    wanted: WantedAddressee,
    request: { readonly requesterId: string },
  ): Promise<Result<Addressee>> {
    if (wanted.kind !== 'superior') return accept(wanted);
    const superior = await this.superiorOf(request.requesterId);
    return superior ? accept(superior) : refuse(refusals.NO_SUPERIOR());
  }

  async superiorOf(personId: string): Promise<Addressee | null> {
    const [own] = await this.people.appointmentsOf(personId);
    if (!own) return null;
    for (const officeId of await this.structure.officeAndAbove(own.officeId)) {
      const heads = await this.powers.holdersOf(officeId, 'office-head');
      if (heads.some((head) => head !== personId)) return { kind: 'seat', officeId, role: 'office-head' };
    }
    return null;
  }

  async isKnown(personId: string): Promise<boolean> {
    return (await this.people.find([personId])).size === 1;
  }

  /** What each key is called: the person's name, or the seat's role and office. */
  async labels(keys: readonly string[]): Promise<Map<string, string>> {
    const addressees = [...new Set(keys)].map(addresseeOf);
    const people = await this.people.find(
      addressees.flatMap((addressee) => (addressee.kind === 'person' ? [addressee.personId] : [])),
    );
    const offices = await this.structure.officeNames(
      addressees.flatMap((addressee) => (addressee.kind === 'seat' ? [addressee.officeId] : [])),
    );
    return new Map(
      addressees.map((addressee) => [
        addresseeKey(addressee),
        addressee.kind === 'person'
          ? (people.get(addressee.personId)?.fullName ?? '')
          : `${ROLE_NAMES[addressee.role] ?? addressee.role}, ${offices.get(addressee.officeId) ?? ''}`,
      ]),
    );
  }

  /** People who could act for an addressee today. */
  async peopleOf(key: string, on: string): Promise<string[]> {
    return this.powers.peopleReaching(key, on);
  }
}

const ROLE_NAMES: Readonly<Record<string, string>> = {
  'office-head': 'Responsabile',
  signer: 'Firmatario',
  endorser: 'Vistatore',
  'protocol-operator': 'Operatore di protocollo',
  'records-manager': 'Responsabile della gestione documentale',
};

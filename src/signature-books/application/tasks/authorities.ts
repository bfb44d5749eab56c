import { Injectable } from '@nestjs/common';
import { refuse, type Refused } from '@libro-firma/kernel';
import { type Appointment, covers, People, Powers, type Reach, type Role } from '../../../organisation';
import type { Desk } from '../../../platform/identity';
import { addresseeOf } from '../../domain/addressee';
import type { Authority } from '../../domain/dossier-parts';
import type { HumanStepKind } from '../../domain/step-kinds';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';

/** The roles that give the power to act in a step. Whoever works in an office can be asked to read. */
export const POWERS: Readonly<Record<HumanStepKind, readonly Role[]>> = {
  ENDORSE: ['endorser', 'office-head', 'signer'],
  OPINION: ['endorser', 'office-head', 'signer'],
  SIGN: ['signer'],
  READ: ['endorser', 'office-head', 'signer', 'drafter', 'protocol-operator', 'records-manager'],
};

export interface WorkToDo {
  readonly addressee: string;
  readonly kind: HumanStepKind;
  readonly documentTypeId: string | null;
  readonly amount: string | null;
}

/** Whether a person has the power to act, and by what right: judged when lists are read and again when he acts. */
@Injectable()
export class Authorities {
  constructor(
    private readonly people: People,
    private readonly powers: Powers,
  ) {}

  /** His own right before a given one; null when he has none today. */
  async judge(personId: string, work: WorkToDo): Promise<Authority | null> {
    return (await this.judgeAll(personId, [work]))[0] ?? null;
  }

  /** As {@link Authorities.judge} for many works, in their order: what the person may do is read once. */
  async judgeAll(personId: string, works: readonly WorkToDo[]): Promise<(Authority | null)[]> {
    const reach = await this.powers.reachOf(personId);
    const known = new Map<string, Promise<Appointment[]>>();
    const appointmentsOf = (holderId: string): Promise<Appointment[]> => {
      const found = known.get(holderId) ?? this.people.appointmentsOf(holderId);
      known.set(holderId, found);
      return found;
    };
    const judged: (Authority | null)[] = [];
    for (const { addressee: key, kind, documentTypeId, amount } of works) {
      const ways = reach.filter((candidate) => covers(candidate, { key, kind, documentTypeId, amount }));
      let authority: Authority | null = null;
      for (const way of ways) {
        const held = appointmentFor(await appointmentsOf(way.principalId ?? personId), key, kind);
        if (held) authority ??= authorityOf(personId, way, held.capacity);
      }
      judged.push(authority);
    }
    return judged;
  }

  /** True when the person has the power for such a step by an appointment of his own. */
  async hasPower(personId: string, kind: HumanStepKind): Promise<boolean> {
    const appointments = await this.people.appointmentsOf(personId);
    return appointments.some((appointment) => POWERS[kind].includes(appointment.role));
  }

  /** Why nobody could act for this addressee today; null when somebody can. */
  async faultOfAddressee(key: string, kind: HumanStepKind): Promise<Refused | null> {
    const addressee = addresseeOf(key);
    if (addressee.kind === 'person') {
      if (await this.hasPower(addressee.personId, kind)) return null;
      const people = await this.people.find([addressee.personId]);
      return refuse(refusals.NO_POWER({ holder: people.get(addressee.personId)?.fullName ?? '?' }));
    }
    const isOfKind = (POWERS[kind] as readonly string[]).includes(addressee.role);
    const holders = isOfKind ? await this.powers.holdersOf(addressee.officeId, addressee.role) : [];
    return holders.length > 0 ? null : refuse(refusals.NO_POWER({ holder: addressee.role }));
  }

  /** The seat that somebody who lost his power held last, when another person holds it today. */
  async successorOf(key: string, kind: HumanStepKind): Promise<string | null> {
    const addressee = addresseeOf(key);
    if (addressee.kind !== 'person') return null;
    for (const seat of await this.people.seatsOnceHeldBy(addressee.personId)) {
      if (!POWERS[kind].includes(seat.role)) continue;
      const holders = await this.powers.holdersOf(seat.officeId, seat.role);
      if (holders.length > 0) return `seat:${seat.officeId}:${seat.role}`;
    }
    return null;
  }

  /** True when nobody at all reaches this work today: its addressee lost the power, and nobody acts for him. */
  async isDead(work: WorkToDo): Promise<boolean> {
    return (await this.faultOfAddressee(work.addressee, work.kind)) !== null;
  }
}

/** For a seat its role must be one that gives the power; for a person any appointment of his does. */
function appointmentFor(
  appointments: readonly Appointment[],
  key: string,
  kind: HumanStepKind,
): Appointment | undefined {
  const addressee = addresseeOf(key);
  return appointments.find(
    (appointment) =>
      POWERS[kind].includes(appointment.role) &&
      (addressee.kind === 'person' ||
        (appointment.officeId === addressee.officeId && appointment.role === addressee.role)),
  );
}

function authorityOf(personId: string, way: Reach, capacity: string | null): Authority {
  return {
    personId,
    kind: way.kind,
    id: way.id,
    act: way.act,
    onBehalfOf: way.principalId,
    capacity: way.principalId ? way.capacity : capacity,
  };
}

/** The desks of a person as SQL reads them: `jsonb_to_recordset($n) AS desk(…)` of {@link DESK_COLUMNS}. */
export function desksAsJson(desks: readonly Desk[]): string {
  return JSON.stringify(
    desks.map(({ key, kinds, documentTypeIds, amountLimit }) => ({
      key,
      kinds,
      types: documentTypeIds,
      amount: amountLimit,
    })),
  );
}

export const DESK_COLUMNS = 'desk(key text, kinds text[], types uuid[], amount numeric)';

/** Whether a desk's bounds let this work through; over tables `desk`, `task` and `request` by these names. */
export function withinDesk(task: string): string {
  return `(desk.kinds IS NULL OR ${task}.kind = ANY(desk.kinds))
    AND (desk.types IS NULL OR request.document_type_id = ANY(desk.types))
    AND (desk.amount IS NULL OR request.amount IS NULL OR request.amount <= desk.amount)`;
}

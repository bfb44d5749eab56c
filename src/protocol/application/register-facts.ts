import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate } from '@libro-firma/kernel';
import { EntityNotFoundError } from 'typeorm';
import { type AooIdentity, Structure } from '../../organisation';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { namesHash, type SegnaturaNames } from '../domain/segnatura-names';

export interface HashedNames {
  readonly names: SegnaturaNames;
  readonly hash: Buffer;
}

/** What the organisation says of a register: names for the segnatura, and the plan in force today. */
export class RegisterFacts {
  private readonly byClass = new Map<string, HashedNames>();

  constructor(
    readonly identity: AooIdentity,
    readonly register: { readonly id: string; readonly code: string },
    /** Title of each entry of the classification plan, by its code. */
    readonly plan: ReadonlyMap<string, string>,
  ) {}

  /** The same object each time for one class: it is hashed once, and written once for a batch. */
  namesOf(classificationCode: string): HashedNames {
    const known = this.byClass.get(classificationCode);
    if (known) return known;
    const { bodyIpaCode, bodyName, aooCode, aooName, mailbox } = this.identity;
    const names = {
      bodyCode: bodyIpaCode,
      bodyName,
      aooCode,
      aooName,
      mailbox,
      classTitle: this.plan.get(classificationCode) ?? classificationCode,
    };
    const made = { names, hash: namesHash(names) };
    this.byClass.set(classificationCode, made);
    return made;
  }
}

interface Kept {
  readonly until: number;
  readonly facts: Promise<RegisterFacts | null>;
}

/** An administrator's change is felt this much later; a burst of registrations asks once. */
const KEEP_MS = 5_000;
const KEPT_REGISTERS = 500;

@Injectable()
export class ReadRegisterFacts {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly database: Database,
    private readonly structure: Structure,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null when the AOO has no such register, or the body no such AOO. */
  async of(bodyId: string, aooId: string, registerId: string | undefined): Promise<RegisterFacts | null> {
    const now = performance.now();
    const key = `${bodyId} ${aooId} ${registerId ?? 'protocol'} ${legalDate(this.clock.now())}`;
    const kept = this.kept.get(key);
    if (kept && kept.until > now) return kept.facts;
    if (this.kept.size >= KEPT_REGISTERS) this.kept.clear();
    const facts = this.read(bodyId, aooId, registerId);
    this.kept.set(key, { until: now + KEEP_MS, facts });
    facts.catch(() => this.kept.delete(key)); // the caller sees the fault; the next one asks again
    return facts;
  }

  private async read(
    bodyId: string,
    aooId: string,
    registerId: string | undefined,
  ): Promise<RegisterFacts | null> {
    try {
      return await this.database.transaction({ bodyId, personId: null }, async () => {
        const register = registerId
          ? await this.structure.register(aooId, registerId)
          : await this.structure.protocolRegister(aooId);
        if (!register) return null;
        const identity = await this.structure.aooIdentity(bodyId, aooId);
        const plan = await this.structure.classificationPlan(aooId);
        return new RegisterFacts(identity, register, new Map(plan.map(({ code, title }) => [code, title])));
      });
    } catch (fault) {
      if (fault instanceof EntityNotFoundError) return null;
      throw fault;
    }
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Refused, type Result } from '@libro-firma/kernel';
import { Structure } from '../../../organisation';
import type { Actor } from '../../../platform/identity';
import { addresseeKey, personOfAddressee } from '../../domain/addressee';
import { PROTOCOL } from '../../domain/registers-wanted';
import type { WantedAddressee } from '../../domain/route-template';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { type AutomaticStepKind, type HumanStepKind, isAutomatic } from '../../domain/step-kinds';
import type { RouteStepRow } from '../../infrastructure/request.rows';
import { Addressees } from './addressees';
import { Authorities } from '../tasks/authorities';
import { AUTOMATIC_STEPS, type AutomaticStep } from '../automatic/automatic-step.port';
import { addresseesOf, type WantedStep } from '../requests/request-content';

/** Whether a route can be gone: somebody with the power for each step of people, and what the system itself can do. */
@Injectable()
export class JudgeRoute {
  constructor(
    private readonly structure: Structure,
    private readonly addressees: Addressees,
    private readonly authorities: Authorities,
    @Inject(AUTOMATIC_STEPS) private readonly automatic: readonly AutomaticStep[],
  ) {}

  async fault(actor: Actor, route: readonly WantedStep[]): Promise<Refused | null> {
    if (!route.some((step) => step.kind === 'SIGN')) return refuse(refusals.NO_SIGNATURE_IN_ROUTE());
    const registers = route.filter((step) => step.kind === 'NUMBER').map((step) => step.register ?? PROTOCOL);
    if (new Set(registers).size !== registers.length) return refuse(refusals.NUMBERED_TWICE());
    for (const step of route) {
      const fault = await this.faultOf(actor, step);
      if (fault) return fault;
    }
    return null;
  }

  /** Why this one step could not be gone today; null when it could. */
  async faultOf(actor: Actor, step: WantedStep): Promise<Refused | null> {
    if (isAutomatic(step.kind)) return this.faultOfAutomatic(actor.aooId, step.kind, step.register);
    const keys = await this.keysOf(actor, step);
    if (!keys.ok) return keys;
    if (keys.value.length === 0) return refuse(refusals.NO_SUCH_ADDRESSEE());
    if ((step.minimum ?? 1) > keys.value.length) return refuse(refusals.TOO_MANY_NEEDED());
    return this.faultOfAddressees(keys.value, step.kind);
  }

  /** Each addressee once, as keys; "the superior" of whoever writes the request. */
  async keysOf(
    actor: Actor,
    step: WantedStep,
    wanted: readonly WantedAddressee[] = addresseesOf(step),
  ): Promise<Result<string[]>> {
    const keys = new Set<string>();
    for (const addressee of wanted) {
      const resolved = await this.addressees.resolve(addressee, { requesterId: actor.personId ?? '' });
      if (!resolved.ok) return resolved;
      keys.add(addresseeKey(resolved.value));
    }
    return accept([...keys]);
  }

  /** Names of those who would sign; none where a seat would, for it is nobody yet. */
  async signersOf(actor: Actor, route: readonly WantedStep[]): Promise<string[]> {
    const keys: string[] = [];
    for (const step of route.filter(({ kind }) => kind === 'SIGN')) {
      const resolved = await this.keysOf(actor, step);
      if (resolved.ok) keys.push(...resolved.value);
    }
    if (keys.some((key) => personOfAddressee(key) === null)) return [];
    return [...(await this.addressees.labels(keys)).values()];
  }

  /** Judged when it is written and again when it starts. */
  async faultOfStep(
    aooId: string,
    step: Pick<RouteStepRow, 'kind' | 'addressees' | 'register'>,
  ): Promise<Refused | null> {
    const { kind, addressees, register } = step;
    return isAutomatic(kind)
      ? this.faultOfAutomatic(aooId, kind, register)
      : this.faultOfAddressees(addressees, kind);
  }

  private async faultOfAutomatic(
    aooId: string,
    kind: AutomaticStepKind,
    register: string | null | undefined,
  ): Promise<Refused | null> {
    if (!this.automatic.some((own) => own.kind === kind))
      return refuse(refusals.STEP_NOT_AVAILABLE({ kind }));
    if (kind !== 'NUMBER' || !register || register === PROTOCOL) return null;
    return (await this.structure.register(aooId, register)) ? null : refuse(refusals.NO_SUCH_REGISTER());
  }

  /** Each addressee must have somebody with the power today; it is judged again when he acts. */
  private async faultOfAddressees(keys: readonly string[], kind: HumanStepKind): Promise<Refused | null> {
    for (const key of keys) {
      const fault = await this.authorities.faultOfAddressee(key, kind);
      if (fault) return fault;
    }
    return null;
  }
}

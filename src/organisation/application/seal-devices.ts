import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '@libro-firma/kernel';
import { organisationRefusals } from '../domain/organisation.refusals';
import type { SealDevice, SealKey } from '../domain/seal-device.port';

/** The devices of this process. Modules that come later add theirs when they start, such as one for PKCS#11. */
@Injectable()
export class SealDevices {
  private readonly byKind = new Map<string, SealDevice>();

  /** @throws when two devices claim one kind: which of them would seal is not left to the order of the modules. */
  add(device: SealDevice): void {
    if (this.byKind.has(device.kind)) throw new Error(`two seal devices are called ${device.kind}`);
    this.byKind.set(device.kind, device);
  }

  /** The key that a seal names as `KIND:NAME`. */
  async open(reference: string): Promise<Result<SealKey>> {
    const [kind = '', ...rest] = reference.split(':');
    const device = this.byKind.get(kind);
    return device ? device.open(rest.join(':')) : refuse(organisationRefusals.SEAL_UNAVAILABLE());
  }
}

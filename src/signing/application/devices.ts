import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { SIGNING_DEVICES, type SigningDevice } from '../domain/signing-device.port';
import { signingRefusals } from '../domain/signing.refusals';

/** The devices of this installation, by the name that enrolments keep. */
@Injectable()
export class Devices {
  constructor(@Inject(SIGNING_DEVICES) readonly all: readonly SigningDevice[]) {}

  find(id: string): Result<SigningDevice> {
    const device = this.all.find((candidate) => candidate.id === id);
    return device ? accept(device) : refuse(signingRefusals.NO_SUCH_DEVICE({ device: id.slice(0, 40) }));
  }
}

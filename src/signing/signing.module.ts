import { existsSync } from 'node:fs';
import { Module } from '@nestjs/common';
import { ENVIRONMENT, PLATFORM_SETTINGS, type PlatformSettings, readSettings } from '../platform/config';
import { SigningCertificates } from './application/signing-certificates';
import { SIGNING_DEVICE } from './domain/signing-device.port';
import { SoftwareKeyDevice } from './infrastructure/software-key.device';
import { keyFolderOf, signingSettings } from './signing.settings';

@Module({
  providers: [
    { provide: SIGNING_DEVICE, useFactory: openDevice, inject: [PLATFORM_SETTINGS, ENVIRONMENT] },
    SigningCertificates,
  ],
  exports: [SIGNING_DEVICE, SigningCertificates],
})
export class SigningModule {}

/** Keys in files are for demos: outside one, the process does not start where they are configured or present. */
function openDevice(platform: PlatformSettings, environment: NodeJS.ProcessEnv): SoftwareKeyDevice {
  const settings = readSettings(signingSettings, environment);
  const folder = keyFolderOf(settings, platform.DATA_DIR);
  if (!platform.DEMO && (settings.SOFTWARE_KEYS !== undefined || existsSync(folder)))
    throw new Error(`SOFTWARE_KEYS: keys in files (${folder}) are admitted with DEMO=true only`);
  return new SoftwareKeyDevice(folder);
}

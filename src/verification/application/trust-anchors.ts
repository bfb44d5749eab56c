import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { isDemoCertificate } from '@libro-firma/signature';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { trustFolderOf, VERIFICATION_SETTINGS, type VerificationSettings } from '../verification.settings';

export interface TrustAnchor {
  readonly certificate: Buffer;
  readonly sha256: string;
}

const CERTIFICATE_FILE = /\.(der|cer|crt)$/i;

/** The certificates that this installation trusts; read again when the folder changes. */
@Injectable()
export class TrustAnchors implements OnModuleInit {
  private readonly folder: string;
  private loaded: { readonly stamp: number; readonly anchors: readonly TrustAnchor[] } = {
    stamp: -1,
    anchors: [],
  };

  constructor(
    @Inject(PLATFORM_SETTINGS) private readonly platform: PlatformSettings,
    @Inject(VERIFICATION_SETTINGS) settings: VerificationSettings,
  ) {
    this.folder = trustFolderOf(settings, platform.DATA_DIR);
  }

  /** A demo root outside a demo would make anybody's demo signature valid: the process does not start. */
  onModuleInit(): void {
    if (this.platform.DEMO) return;
    const demo = this.all().find((anchor) => isDemoCertificate(anchor.certificate));
    if (demo)
      throw new Error(
        `TRUST_DIR: ${this.folder} holds a demo root (${demo.sha256.slice(0, 16)}…); take it away or set DEMO=true`,
      );
  }

  all(): readonly TrustAnchor[] {
    const stamp = existsSync(this.folder) ? statSync(this.folder).mtimeMs : 0;
    if (stamp !== this.loaded.stamp)
      this.loaded = { stamp, anchors: stamp === 0 ? [] : readFolder(this.folder) };
    return this.loaded.anchors;
  }
}

function readFolder(folder: string): TrustAnchor[] {
  return readdirSync(folder)
    .filter((file) => CERTIFICATE_FILE.test(file))
    .sort()
    .map((file) => {
      const certificate = new X509Certificate(readFileSync(join(folder, file)));
      return {
        certificate: certificate.raw,
        sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
      };
    });
}

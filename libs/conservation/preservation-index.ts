/** What the index of a package says. Names in English; the elements of UNI 11386 are written by {@link writePIndex}. */
export interface PreservationIndex {
  readonly id: LocalId;
  readonly language: string;
  readonly application: { readonly name: string; readonly version: string; readonly producer: string };
  readonly volume: PreservedVolume;
  readonly groups: readonly FileGroup[];
  readonly submitter: Agent;
  readonly holders: readonly (Agent & { readonly role: HolderRole })[];
  readonly signers: readonly (Agent & { readonly role: string })[];
  readonly madeAt: Date;
  readonly laws?: string;
}

export interface LocalId {
  readonly scheme: string;
  readonly value: string;
}

export interface PreservedVolume {
  readonly id: LocalId;
  readonly label: string;
  readonly description?: string;
}

export interface FileGroup {
  readonly id: LocalId;
  readonly label: string;
  readonly files: readonly PreservedFile[];
}

export interface PreservedFile {
  readonly id: LocalId;
  /** Inside the package, with `/` between folders. */
  readonly path: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly mediaType: string;
}

export type HolderRole =
  'soggetto produttore' | 'soggetto proprietario' | 'soggetto possessore' | 'soggetto detentore';

export interface Agent {
  readonly kind: 'natural person' | 'legal person';
  readonly name: string | { readonly first: string; readonly last: string };
  /** Such as `TINIT-RSSMRA85T10A562S`: no colon after the prefixes that the schema knows. */
  readonly agentIds?: readonly string[];
  /** What gives the agent this part: a manual, an appointment. At least one. */
  readonly documents: readonly [string, ...string[]];
}

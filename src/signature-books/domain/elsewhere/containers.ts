/** In what a signature is made: in the PDF itself, or in an envelope around the file. */
export const CONTAINERS = ['PADES', 'CADES'] as const;
export type Container = (typeof CONTAINERS)[number];

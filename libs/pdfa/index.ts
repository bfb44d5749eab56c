export * from './write-pdf-a';

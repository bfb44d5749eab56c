import { DefaultNamingStrategy } from 'typeorm';

/** Columns are written snake_case, as SQL reads best; rows keep the names of TypeScript. */
export class SnakeNamingStrategy extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

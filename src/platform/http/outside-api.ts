import { SetMetadata } from '@nestjs/common';

export const OUTSIDE_API = Symbol('outside api');

/** Keeps the paths of a controller as they are written, without the prefix of the API: pages and signs of life. */
export const OutsideApi = () => SetMetadata(OUTSIDE_API, true);

import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ALLOWED } from '../identity/allow';
import { OUTSIDE_API } from './outside-api';

const ROUTE_ARGS = '__routeArguments__';
const PATH = 'path';
const METHOD = 'method';
/** Nest's numbers for @Body, @Query and @Param. */
const INPUTS: Readonly<Record<string, string>> = { '3': 'body', '4': 'query', '5': 'params' };

interface RouteArgument {
  readonly schema?: unknown;
}

export interface Route {
  readonly controller: string;
  readonly handler: string;
  /** As its controller writes it, without the prefix of the API. */
  readonly path: string;
  readonly isOutsideApi: boolean;
  readonly allowed: unknown;
  readonly inputsWithoutSchema: readonly string[];
}

/** Reads every route of the process, to refuse a boot that would leave one open or unchecked. */
@Injectable()
export class RouteCheck {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  assertComplete(): void {
    const faults = this.routes().flatMap((route) => {
      const name = `${route.controller}.${route.handler}`;
      return [
        ...(route.allowed === undefined ? [`${name} declares no permission`] : []),
        ...route.inputsWithoutSchema.map((input) => `${name} takes ${input} without a schema`),
      ];
    });
    if (faults.length > 0) throw new Error(`routes are incomplete: ${faults.join('; ')}`);
  }

  pathsOutsideApi(): string[] {
    return this.routes().flatMap(({ isOutsideApi, path }) => (isOutsideApi ? [path] : []));
  }

  routes(): Route[] {
    return this.discovery.getControllers().flatMap((wrapper) => {
      const controller = wrapper.metatype as (new () => object) | null;
      if (!controller) return [];
      const prototype = controller.prototype as Record<string, object>;
      return this.scanner.getAllMethodNames(prototype).flatMap((handler): Route[] => {
        const method = prototype[handler];
        if (
          !method ||
          Reflect.getMetadata(PATH, method) === undefined ||
          Reflect.getMetadata(METHOD, method) === undefined
        )
          return [];
        return [
          {
            controller: controller.name,
            handler,
            path: pathOf(controller, method),
            isOutsideApi: Reflect.getMetadata(OUTSIDE_API, controller) === true,
            allowed:
              Reflect.getMetadata(ALLOWED, method) ?? (Reflect.getMetadata(ALLOWED, controller) as unknown),
            inputsWithoutSchema: inputsWithoutSchema(controller, handler),
          },
        ];
      });
    });
  }
}

function pathOf(controller: object, method: object): string {
  return [controller, method]
    .map((declared) => String(Reflect.getMetadata(PATH, declared)).replace(/^\/|\/$/g, ''))
    .filter((part) => part !== '')
    .join('/');
}

function inputsWithoutSchema(controller: object, handler: string): string[] {
  const declared = (Reflect.getMetadata(ROUTE_ARGS, controller, handler) ?? {}) as Record<
    string,
    RouteArgument
  >;
  return Object.entries(declared).flatMap(([key, argument]) => {
    const input = INPUTS[key.split(':')[0] ?? ''];
    return input && argument.schema === undefined ? [input] : [];
  });
}

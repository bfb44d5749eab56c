import 'reflect-metadata';
import { Body, Controller, Get, Module, Param, Post, Query, Req } from '@nestjs/common';
import { DiscoveryModule, MetadataScanner } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { z } from 'zod';
import { house } from '../../src/house';
import { RouteCheck } from '../../src/platform/http/route-check';
import { Allow, AllowEverybody, definePermission } from '../../src/platform/identity';
import { ROLES } from '../../src/organisation';

const anybody = definePermission('test.any', ['*']);
const input = z.object({ id: z.string() });

@Controller('open')
class WithoutPermission {
  @Get()
  read(): string {
    return 'whoever comes';
  }
}

@Controller('unchecked')
@Allow(anybody)
class WithoutSchema {
  @Post(':id')
  write(
    @Body() body: object,
    @Query() query: object,
    @Param() params: object,
    @Req() request: object,
  ): object[] {
    return [body, query, params, request];
  }

  @Get(':id')
  read(@Param('id') id: string): string {
    return id;
  }
}

@Controller('complete')
@Allow(anybody)
class Complete {
  @Post(':id')
  write(
    @Body({ schema: input }) body: z.infer<typeof input>,
    @Query({ schema: input }) query: z.infer<typeof input>,
    @Param({ schema: input }) params: z.infer<typeof input>,
  ): object[] {
    return [body, query, params];
  }

  @Get('public')
  @AllowEverybody()
  everybody(): string {
    return 'welcome';
  }

  helper(): string {
    return 'no route';
  }
}

async function checkOf(...controllers: (new () => object)[]): Promise<RouteCheck> {
  @Module({ imports: [DiscoveryModule], providers: [RouteCheck, MetadataScanner], controllers })
  class SomeModule {}
  return (await Test.createTestingModule({ imports: [SomeModule] }).compile()).get(RouteCheck);
}

describe('a server does not start', () => {
  it('with a route that declares no permission', async () => {
    const check = await checkOf(Complete, WithoutPermission);
    expect(() => check.assertComplete()).toThrow('WithoutPermission.read declares no permission');
  });

  it('with a route that takes input without a schema', async () => {
    const check = await checkOf(Complete, WithoutSchema);
    for (const fault of ['write takes body', 'write takes query', 'write takes params', 'read takes params'])
      expect(() => check.assertComplete()).toThrow(`WithoutSchema.${fault} without a schema`);
  });
});

describe('a server with complete routes', () => {
  it('starts, and tells them from ordinary methods', async () => {
    const check = await checkOf(Complete);
    check.assertComplete();
    expect(check.routes().map(({ handler, allowed }) => [handler, allowed])).toEqual([
      ['write', [anybody]],
      ['everybody', 'everybody'],
    ]);
  });
});

describe('the permissions of the house', () => {
  const permissions = house.flatMap((module) => module.permissions ?? []);

  it('are named once each, and given to roles that exist', () => {
    const names = permissions.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    const known: readonly string[] = [...ROLES, '*'];
    for (const { name, roles } of permissions)
      expect([name, roles.filter((role) => !known.includes(role))]).toEqual([name, []]);
  });

  /** Who may act for whom, and which programs are told or let in: nothing that leads to a document. */
  it.each([
    [
      'administrator',
      ['notifications.manage-webhooks', 'organisation.oversee-access-tokens', 'powers.read', 'powers.write'],
    ],
    ['operator', []],
  ] as const)('give an %s no more than is written here beside the login', (role, expected) => {
    const given = permissions.filter(({ roles }) => roles.includes(role)).map(({ name }) => name);
    expect(given.sort()).toEqual(expected);
  });
});

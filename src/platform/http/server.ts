import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PlatformSettings } from '../config';
import { LOGGER, type Logger } from '../observability/logger';
import { Metrics } from '../observability/metrics';
import { ProcessorRegistry } from '../queue/processor-registry';
import { describeApi } from './openapi';
import { RouteCheck } from './route-check';
import { cutOffSlowSenders } from './slow-senders';

export const API_PREFIX = 'api/v1';
const JSON_BODY_BYTES = 1024 * 1024;
const NAMES_A_FILE = /\.[a-z0-9]+$/;
const REQUEST_ID = /^[\w-]{8,64}$/;

export interface ServerRequest {
  readonly module: DynamicModule;
  readonly settings: PlatformSettings;
  readonly version: string;
  /** Folder of the built web interface; nothing is served when it does not exist. */
  readonly webFolder: string;
}

/** Builds the HTTP server with the conventions of every route; refuses when a route or a job is incomplete. */
export async function createServer(request: ServerRequest): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: JSON_BODY_BYTES,
    forceCloseConnections: true,
    trustProxy: 'loopback',
    genReqId: (raw: IncomingMessage) => {
      const given = raw.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(request.module, adapter, {
    logger: false,
    abortOnError: false,
  });
  const outsideApi = app.get(RouteCheck).pathsOutsideApi();
  app.setGlobalPrefix(API_PREFIX, { exclude: outsideApi });
  cutOffSlowSenders(adapter.getInstance(), request.settings);
  await registerPlugins(app, request);
  if (existsSync(request.webFolder)) await serveWeb(app, request.webFolder, ['api', ...outsideApi]);
  observe(app);
  const description = describeApi(app, request.version);
  adapter.getInstance().get('/api/openapi.json', (_request, reply: FastifyReply) => reply.send(description));
  await app.init();
  app.get(RouteCheck).assertComplete();
  app.get(ProcessorRegistry).assertComplete();
  return app;
}

async function registerPlugins(app: NestFastifyApplication, { settings }: ServerRequest): Promise<void> {
  await app.register(cookie as never);
  await app.register(multipart, {
    limits: { fileSize: settings.UPLOAD_MAX_BYTES + 1, files: 1, fields: 10, fieldSize: 10_000 },
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false, // the reverse proxy that ends TLS says so
  });
}

/**
 * The single page and its files: the page knows its own routes, so a reload anywhere but at the service's own paths is
 * answered with it.
 */
async function serveWeb(
  app: NestFastifyApplication,
  webFolder: string,
  ownPaths: readonly string[],
): Promise<void> {
  const ownRoots = new Set(ownPaths.map((path) => path.split('/')[0]));
  const files = { root: webFolder, wildcard: false, index: 'index.html' };
  await app.register(fastifyStatic, files);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
      const navigates = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
      const path = request.url.split('?')[0] ?? '';
      const isOwn = ownRoots.has(path.split('/')[1]) || NAMES_A_FILE.test(path);
      if (navigates && !isOwn) await reply.sendFile('index.html');
    });
}

/** One log line and one observation for each request: route pattern, never the path, which may hold ids. */
function observe(app: NestFastifyApplication): void {
  const logger: Logger = app.get(LOGGER);
  const { requests } = app.get(Metrics);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
      const route = request.routeOptions.url ?? 'unknown';
      const seconds = reply.elapsedTime / 1000;
      requests.observe({ route, method: request.method, status: reply.statusCode }, seconds);
      logger.info(
        {
          requestId: request.id,
          method: request.method,
          route,
          status: reply.statusCode,
          ms: Math.round(reply.elapsedTime),
          ip: request.ip,
        },
        'request',
      );
      done();
    });
}

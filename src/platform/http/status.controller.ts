import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AllowEverybody } from '../identity/allow';
import { Health } from '../observability/health';
import { Metrics } from '../observability/metrics';
import { JobPublisher } from '../queue/job-publisher';
import { OutsideApi } from './outside-api';

const RETRY_AFTER_SECONDS = '5';

/** What machines ask the service about itself. */
@Controller()
@OutsideApi()
@AllowEverybody()
export class StatusController {
  constructor(
    private readonly health: Health,
    private readonly metrics: Metrics,
    private readonly publisher: JobPublisher,
  ) {}

  /** The status resource of the Italian interoperability model (ModI): a problem either way. */
  @Get('status')
  async status(@Res() reply: FastifyReply): Promise<void> {
    const well = Object.values(await this.health.probe()).every(Boolean);
    if (!well) void reply.header('retry-after', RETRY_AFTER_SECONDS);
    await reply
      .status(well ? 200 : 503)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send({ type: 'about:blank', title: well ? 'OK' : 'Service Unavailable', status: well ? 200 : 503 });
  }

  @Get('health/live')
  live(): { pid: number } {
    return { pid: process.pid };
  }

  @Get('health/ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const probes = await this.health.probe();
    await reply
      .status(Object.values(probes).every(Boolean) ? 200 : 503)
      .send({ pid: process.pid, ...probes });
  }

  @Get('metrics')
  async figures(@Res() reply: FastifyReply): Promise<void> {
    for (const [queue, counts] of Object.entries(await this.publisher.counts()))
      for (const [state, count] of Object.entries(counts)) this.metrics.waiting.set({ queue, state }, count);
    await reply
      .header('content-type', this.metrics.registry.contentType)
      .send(await this.metrics.registry.metrics());
  }
}

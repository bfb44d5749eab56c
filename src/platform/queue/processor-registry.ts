import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { JOB_CATALOGUE, type JobCatalogue } from './job-catalogue';
import type { JobDefinition } from './job-definition';
import { type JobProcessor, PROCESSES, type ScheduledProcessor } from './job-processor';

/** Finds the processor of each job among the providers of the process. */
@Injectable()
export class ProcessorRegistry {
  private readonly byJob = new Map<string, object>();

  constructor(
    private readonly discovery: DiscoveryService,
    @Inject(JOB_CATALOGUE) private readonly catalogue: JobCatalogue,
  ) {}

  /** Refuses to boot when a job has no processor or two, no retry policy, or nothing that ever starts it. */
  assertComplete(): void {
    const faults: string[] = [];
    for (const wrapper of this.discovery.getProviders()) {
      if (!wrapper.metatype || typeof wrapper.instance !== 'object' || wrapper.instance === null) continue;
      const job = Reflect.getMetadata(PROCESSES, wrapper.metatype) as JobDefinition | undefined;
      if (!job) continue;
      if (!this.catalogue.find(job.name))
        faults.push(`${wrapper.name} processes ${job.name}, which no module declares`);
      if (this.byJob.has(job.name)) faults.push(`${job.name} has two processors`);
      this.byJob.set(job.name, wrapper.instance as object);
    }
    for (const job of this.catalogue.jobs) {
      if (!this.byJob.has(job.name)) faults.push(`${job.name} has no processor`);
      if (job.retry.attempts < 1) faults.push(`${job.name} has no retry policy`);
      if (job.on.length === 0 && job.everyMs === undefined) faults.push(`nothing ever starts ${job.name}`);
    }
    if (faults.length > 0) throw new Error(`jobs are incomplete: ${faults.join('; ')}`);
  }

  processor(job: JobDefinition): JobProcessor {
    return this.found(job) as JobProcessor;
  }

  scheduled(job: JobDefinition): ScheduledProcessor {
    return this.found(job) as ScheduledProcessor;
  }

  private found(job: JobDefinition): object {
    const processor = this.byJob.get(job.name);
    if (!processor) throw new Error(`${job.name} has no processor`);
    return processor;
  }
}

import type { JobDefinition } from './job-definition';

export const JOB_CATALOGUE = Symbol('job catalogue');

/** Every job of the house, composed from the modules that own them. */
export class JobCatalogue {
  private readonly byName = new Map<string, JobDefinition>();
  private readonly byEvent = new Map<string, JobDefinition[]>();

  constructor(readonly jobs: readonly JobDefinition[]) {
    for (const job of jobs) {
      if (this.byName.has(job.name)) throw new Error(`two jobs are named ${job.name}`);
      this.byName.set(job.name, job);
      for (const event of job.on) this.byEvent.set(event, [...(this.byEvent.get(event) ?? []), job]);
    }
  }

  find(name: string): JobDefinition | undefined {
    return this.byName.get(name);
  }

  subscribersOf(eventType: string): readonly JobDefinition[] {
    return this.byEvent.get(eventType) ?? [];
  }
}

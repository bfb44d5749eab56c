import { Injectable } from '@nestjs/common';
import { People, Powers, WorkingCalendar } from '../../../organisation';

/** Who reaches a desk on a day that is to come, and how long work takes there. Inside the caller's unit of work. */
@Injectable()
export class Ways {
  constructor(
    private readonly people: People,
    private readonly powers: Powers,
    private readonly calendar: WorkingCalendar,
  ) {}

  async workingTimeOf(aooId: string): Promise<(from: Date, hours: number) => Date> {
    const calendar = await this.calendar.of(aooId);
    return (from, hours) => calendar.after(from, hours);
  }

  /** `covered`: how many of the desks somebody reaches on that day. */
  async on(
    keys: readonly string[],
    day: string,
  ): Promise<{ people: string[]; absent: string[]; covered: number }> {
    const [reaching, addressed] = [new Set<string>(), new Set<string>()];
    let covered = 0;
    for (const key of keys) {
      const able = await this.powers.peopleReaching(key, day);
      if (able.length > 0) covered += 1;
      for (const person of able) reaching.add(person);
      const [kind, id = '', role = ''] = key.split(':');
      for (const person of kind === 'person' ? [id] : await this.powers.holdersOf(id, role, day))
        addressed.add(person);
    }
    const present = await this.powers.notAbsent([...addressed], day);
    const names = await this.people.find([...reaching, ...addressed]);
    const named = (ids: readonly string[]): string[] => ids.map((id) => names.get(id)?.fullName ?? '').sort();
    return {
      people: named([...reaching]),
      absent: named([...addressed].filter((person) => !present.includes(person))),
      covered,
    };
  }
}

import type { Dossier } from './dossier';
import type { TaskPart } from './dossier-parts';

/** TUEL art. 183 c. 7: without the visto of coverage the act has no force, so it goes back at once. */
export function deniesCoverage(dossier: Dossier, task: TaskPart): boolean {
  return task.decision?.outcome === 'CONTRARY' && dossier.stepOf(task).weight === 'COVERAGE';
}

/** TUEL art. 49 c. 4: who goes on against one of these gives the reasons. */
export function obligatoryContraryOpinions(dossier: Dossier): TaskPart[] {
  return dossier.tasks.filter(
    (task) =>
      task.state === 'DONE' &&
      task.decision?.outcome === 'CONTRARY' &&
      dossier.stepOf(task).weight !== 'OPTIONAL',
  );
}

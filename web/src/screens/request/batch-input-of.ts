import type { OpenBatchInput, RequestDetail } from '../../api/types';

/** This request as one item of a batch: the person's own task, on the bytes that the page shows. */
export function batchInputOf(request: RequestDetail): OpenBatchInput['items'][number] | null {
  const main = request.files.find((file) => file.role === 'MAIN');
  if (!request.myTask || !main) return null;
  return { taskId: request.myTask.id, taskVersion: request.myTask.version, sha256: main.currentSha256 };
}

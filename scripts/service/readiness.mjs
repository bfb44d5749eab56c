/** True when the api answers that it is ready and is the very process we mean, not another one on its port. */
export async function isReady(url, pid) {
  try {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) });
    const answer = await response.json();
    return response.status === 200 && answer.pid === pid;
  } catch {
    return false;
  }
}

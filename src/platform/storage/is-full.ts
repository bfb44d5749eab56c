/** Of the file system: no space, and the quota is used up. */
const OF_FILES = ['ENOSPC', 'EDQUOT'];
/** SQLSTATE disk_full: the database has no room to write. */
const OF_DATABASE = '53100';

/** True of a fault that says that there is no room left: nothing was written, and what was there before stands. */
export function isFull(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const { code } = fault as { code?: unknown };
  return code === OF_DATABASE || OF_FILES.includes(String(code)) || isFull(fault.cause);
}

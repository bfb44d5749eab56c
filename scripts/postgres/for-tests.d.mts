/** A PostgreSQL of our own; its server outlives a kill of whoever started it. */
export interface Cluster {
  /** Starts the server, after a kill too, on the same port when it is free; adopts one that runs already. */
  start(): Promise<{ isNew: boolean; adopted: boolean }>;
  /** Ends sessions and writes everything down. */
  stop(): Promise<void>;
  /** SIGKILL, by default to the server and all its processes at once. */
  kill(options?: { withChildren?: boolean }): Promise<void>;
  status(): { running: true; pid: number; port: number } | { running: false };
  isAlive(): boolean;
  /** As the superuser unless another login is named. */
  url(database: string, login?: string): string;
}

/** The environment by which the service finds its two databases. */
export interface DatabaseEnvironment {
  readonly DATABASE_URL: string;
  readonly DATABASE_OWNER_URL: string;
  readonly QUEUE_URL: string;
}

/** A private folder; `removeThrowAway` stops the server in it and deletes it, else the next run does. */
export function throwAwayFolder(purpose: string): Promise<string>;
export function throwAwayCluster(
  folder: string,
  options?: { logFile?: string; settings?: Record<string, string | number> },
): Promise<Cluster>;
export function removeThrowAway(folder: string): Promise<void>;

/** A folder of one name that the next run finds again, for one process at a time. */
export function keptFolder(name: string): { folder: string; release: () => void };

/** Makes the logins and databases of the service, those that are missing. */
export function prepareDatabases(cluster: Cluster): Promise<DatabaseEnvironment>;

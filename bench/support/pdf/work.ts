/** Does the work once on one file; `target` is where a made file goes. */
export type Work = (file: string, target: string) => void | Promise<void>;

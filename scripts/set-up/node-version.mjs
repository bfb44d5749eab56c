const OLDEST = [20, 19];

/** Ends the process with one line when Node is too old: nothing after this could explain itself better. */
export function requireSupportedNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  process.stderr.write(`Node.js ${version} is too old: install ${OLDEST.join('.')} or later.\n`);
  process.exit(1);
}

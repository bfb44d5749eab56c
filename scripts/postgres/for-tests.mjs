// What tests that crash a database on purpose need of the launcher; typed by for-tests.d.mts.
export { prepareDatabases } from './databases.mjs';
export { keptFolder, removeThrowAway, throwAwayCluster, throwAwayFolder } from './throw-away.mjs';

import { createServer } from 'node:net';

/** True when nobody listens there; a name or address that cannot be used at all throws its own fault. */
export function isPortFree(port, host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (fault) => (fault.code === 'EADDRINUSE' ? resolve(false) : reject(fault)));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A port that was free a moment ago; whoever starts a server on it checks that its own one answers. */
export function freePort(host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * OpenSSL where there is one: Node's module in Node, undefined in a browser. Asked for at run time and never
 * imported, so that the same source runs in both. It may only be used where the portable code gives the very
 * same answer; tests run both over every vector.
 */
export const nodeCrypto = globalThis.process?.getBuiltinModule?.('node:crypto');

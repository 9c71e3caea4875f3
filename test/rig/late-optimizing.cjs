/**
 * Preloaded into every process of the tests: V8 begins to optimize later, JavaScript and WebAssembly. Most commands of the tests
 * end soon, and most of their films draw a few words: optimizing takes longer than all that is then done faster.
 */
const { setFlagsFromString } = require('node:v8');

// Later versions have no such flag, and say so on stderr.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=3000000');
setFlagsFromString('--wasm-tiering-budget=300000000');

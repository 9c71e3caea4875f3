/**
 * Preloaded into every process of the tests: V8 begins to optimize WebAssembly later. Most films of the tests draw a few words,
 * and optimizing the drawing engine for those takes longer than all that is drawn.
 */
require('node:v8').setFlagsFromString('--wasm-tiering-budget=300000000');

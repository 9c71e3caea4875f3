/**
 * Takes a plain copy of the environment. Node asks the system for every read of `process.env`, and yaml's parser reads
 * it for every word: a tenth of its time. Windows keeps the original, where names are case-insensitive.
 */
if (process.platform !== 'win32') process.env = { ...process.env };

export {};

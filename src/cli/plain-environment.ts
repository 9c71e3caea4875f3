/**
 * Takes a plain copy of the environment. Node asks the system at each look into `process.env`, and yaml's parser
 * looks once for every word: a tenth of its time. Windows keeps the original, where names are found in any case.
 */
if (process.platform !== 'win32') process.env = { ...process.env };

export {};

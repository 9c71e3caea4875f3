/** The folder of the package, whichever file of its `src` or `dist` this is in. */
export const packageRoot = import.meta.dirname.replace(/^(.*)[\\/](src|dist)([\\/].*)?$/, '$1');

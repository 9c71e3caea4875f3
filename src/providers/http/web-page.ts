/** A page for people: no answer of an API's or of storage, but of something in between, such as a proxy or a sign-in of a network. */
export const isWebPage = (body: unknown): boolean =>
  typeof body === 'string' && beginning.test(body.slice(0, mostBefore));

/** Comments may come before it. */
const beginning = /^\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype|html|head|body)\b/i;
const mostBefore = 4000;

export const isGlob = (name: string): boolean => /[*?]/.test(name);

/** Whether a glob matches a whole text: `*` matches any characters, `?` any one. Takes linear time. */
export function fits(glob: string, text: string): boolean {
  let [g, t] = [0, 0];
  /** After the last star, and the text that it matches so far. */
  let star: { readonly after: number; upTo: number } | undefined;
  while (t < text.length) {
    if (glob[g] === '*') {
      star = { after: ++g, upTo: t };
    } else if (glob[g] === '?' || glob[g] === text[t]) {
      g++;
      t++;
    } else if (star) {
      g = star.after;
      t = ++star.upTo;
    } else {
      return false;
    }
  }
  return /^\**$/.test(glob.slice(g));
}

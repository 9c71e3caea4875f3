/** Where clips should be is not what a studio works with; the text says why. */
export class ClipsUnusable extends Error {}

/** It may be what the studio works with, once `studio init` has marked it. */
export class ClipsUnmarked extends ClipsUnusable {}

/** Thrown where a person ends the command at a question: nothing was begun, so there is nothing to say. */
export class Interrupted extends Error {}

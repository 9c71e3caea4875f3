/** What a Videos API can be asked for, whatever its paths are. */
export const operations = [
  'create',
  'extend',
  'edit',
  'remix',
  'retrieve',
  'list',
  'delete',
  'content',
  'create-character',
  'get-character',
  'models',
] as const;

export type Operation = (typeof operations)[number];

/** Those that make a video, and so are paid. */
export type PaidOperation = Extract<Operation, 'create' | 'extend' | 'edit' | 'remix'>;

export const isMaking = (operation: Operation): operation is PaidOperation =>
  ['create', 'extend', 'edit', 'remix'].includes(operation);

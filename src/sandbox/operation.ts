/** The operations of services that make videos, whatever their paths are. */
export const operations = [
  'create',
  'extend',
  'edit',
  'remix',
  'retrieve',
  'list',
  'delete',
  'cancel',
  'result',
  'content',
  'create-character',
  'get-character',
  'models',
  'upload',
  'upload-file',
  'account',
  'signing-keys',
] as const;

export type Operation = (typeof operations)[number];

/** The operations that make a video and are charged. */
export type PaidOperation = Extract<Operation, 'create' | 'extend' | 'edit' | 'remix'>;

export const isMaking = (operation: Operation): operation is PaidOperation =>
  ['create', 'extend', 'edit', 'remix'].includes(operation);

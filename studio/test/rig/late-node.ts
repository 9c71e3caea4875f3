const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** pg-boss, and so orders and workers, need it. */
export const isLateNode = major > 22 || (major === 22 && minor >= 12);

/** True when node_modules are what package-lock.json says, whoever installed them. */
export function areNodeModulesCurrent(rootDir: string): boolean;

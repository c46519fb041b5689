export type { Backend } from "./backend";
export type { Clock } from "./clock";
export { forwardTo } from "./forwardTo";
export type { Call } from "./hooks/callLog";
export type { FaultKind } from "./hooks/faults";
export type { Hooks } from "./hooks/hooks";
export { type LocalServer, startLocalSecretsManager } from "./server";

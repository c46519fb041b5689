import type { Command } from "../command";
import { handoff } from "./handoff";
import { help } from "./help";
import { status } from "./status";

/** Every command, by its name. */
export const COMMANDS: Readonly<Record<string, Command>> = { status, handoff, help: help(() => COMMANDS) };

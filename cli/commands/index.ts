import type { Command } from "../command";
import { help } from "./help";
import { status } from "./status";

/** Every command, by its name. */
export const COMMANDS: Readonly<Record<string, Command>> = { status, help: help(() => COMMANDS) };

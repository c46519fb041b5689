import { chromium, type Browser } from "playwright-core";
import { onThisMachine } from "../../workbench/madeReady";

/** Where Chromium is, a package of the system; `undefined` where this machine has none. */
export const CHROMIUM = onThisMachine("chromiumExecutable()");

export async function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath });
}

/** How a page is looked at. */
export interface Look {
  readonly colorScheme: "light" | "dark";
  readonly media: "screen" | "print";
  readonly width: number;
}

export const LOOKS = {
  light: { colorScheme: "light", media: "screen", width: 900 },
  dark: { colorScheme: "dark", media: "screen", width: 900 },
  phone: { colorScheme: "light", media: "screen", width: 360 },
  print: { colorScheme: "light", media: "print", width: 700 },
} as const satisfies Readonly<Record<string, Look>>;

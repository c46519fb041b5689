import type { Failure } from "../errors";

/** What Pulumi's plugin process would not find in the folder that it runs in. */
export function notInFolder(name: string, folder: string): Failure {
  return {
    doing: `loading ${name} from ${folder}`,
    what: "Pulumi's plugin process, which runs in this folder, would not find it",
    advice:
      "add it to the dependencies of the package.json there and install (a library that depends on it, or a bundle that " +
      "holds it, is not enough), or run the inline program in a folder that has it",
  };
}

import type * as pulumi from "@pulumi/pulumi";

/** Where a key that exists already is read from, by the process that runs the plugin; no child of it inherits the variable. */
type IssuedKeySource =
  | {
      /** Name of an environment variable of the process that runs `pulumi up`. On change of the name: **update** in state. */
      readonly env: pulumi.Input<string>;
    }
  | {
      /** Path of a file, relative to the folder of the program. On change of the path: **update** in state. */
      readonly file: pulumi.Input<string>;
    };

/** What every key that is taken over is asked for. */
export type IssuedKeyArgs = IssuedKeySource & {
  /**
   * True: one of the last five keys that were replaced may come back.
   * @default false: such a key is refused, as most often an old copy.
   * @onChange **update** in state.
   */
  readonly allowPrevious?: pulumi.Input<boolean>;
};

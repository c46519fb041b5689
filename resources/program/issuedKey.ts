import type * as pulumi from "@pulumi/pulumi";

/** Where the plugin process reads a key that exists already. No child of that process inherits the variable. */
type IssuedKeySource =
  | {
      /** Name of an environment variable of the process that runs `pulumi up`. On change of the name: **update** in state. */
      readonly env: pulumi.Input<string>;
    }
  | {
      /** Path of a file, relative to the folder of the program. On change of the path: **update** in state. */
      readonly file: pulumi.Input<string>;
    };

/** Options of every key that is taken over. */
export type IssuedKeyArgs = IssuedKeySource & {
  /**
   * If true, one of the last five keys that were replaced may come back.
   * @default false: such a key is refused, because most often it is an old copy.
   * @onChange **update** in state.
   */
  readonly allowPrevious?: pulumi.Input<boolean>;
};

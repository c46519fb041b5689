/** A statement of an IAM policy (IAM user guide, grammar of the JSON policy language). */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A deny wins over every allow: whoever has it reads no value, whatever other policies say. */
export const NEVER_READ: Statement = {
  Sid: "NeverReadThem",
  Effect: "Deny",
  Action: ["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"],
  Resource: "*",
};

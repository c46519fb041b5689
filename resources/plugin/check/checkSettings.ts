import type { SettingsRead } from "../../aws/settings/readSettings";
import { isRecord } from "../../rules/rule";
import { isUnknown } from "../../rules/unknown";
import type { CheckFailure } from "../../rules/checkFailure";
import type { Props } from "../../rules/inputTable";

/** What is wrong with the AWS settings is wrong with every resource that goes by them. */
export function settingsFailures({ problems, disabled }: SettingsRead): CheckFailure[] {
  return [...problems, ...(disabled === undefined ? [] : [disabled])].map((reason) => ({
    property: reason.slice(0, reason.indexOf(": ")),
    reason,
  }));
}

/**
 * The tags of an owned secret: those of the whole stack (aws:defaultTags), under its own. They become inputs, so that a
 * preview shows a change of them, and a stack that has none shows nothing.
 */
export function withDefaultTags(inputs: Props, { settings: { defaultTags } }: SettingsRead): Props {
  const { tags, secretName } = inputs;
  if (defaultTags === undefined || secretName === undefined || isUnknown(tags)) return inputs;
  if (tags !== undefined && !isRecord(tags)) return inputs; // its own rule tells
  return { ...inputs, tags: { ...defaultTags, ...tags } };
}

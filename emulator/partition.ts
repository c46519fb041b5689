/** How names of regions begin, by partition (partitions.json of the AWS SDKs). Of every other region it is `aws`. */
const PARTITIONS = {
  "cn-": "aws-cn",
  "us-gov-": "aws-us-gov",
  "us-iso-": "aws-iso",
  "us-isob-": "aws-iso-b",
  "eu-isoe-": "aws-iso-e",
  "us-isof-": "aws-iso-f",
  "eusc-": "aws-eusc",
};

/** The second part of every ARN in a region. */
export function partitionOf(region: string): string {
  return Object.entries(PARTITIONS).find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}

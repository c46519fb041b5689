/**
 * Prefix of a region, its partition, and the DNS suffix of its endpoints, which conditions such as kms:ViaService repeat
 * (partitions.json of the AWS SDKs). The first that fits counts.
 */
const PARTITIONS: readonly (readonly [prefix: string, partition: string, dnsSuffix: string])[] = [
  ["cn-", "aws-cn", "amazonaws.com.cn"],
  ["us-gov-", "aws-us-gov", "amazonaws.com"],
  ["us-iso-", "aws-iso", "c2s.ic.gov"],
  ["us-isob-", "aws-iso-b", "sc2s.sgov.gov"],
  ["eu-isoe-", "aws-iso-e", "cloud.adc-e.uk"],
  ["us-isof-", "aws-iso-f", "csp.hci.ic.gov"],
  ["eusc-", "aws-eusc", "amazonaws.eu"],
  ["", "aws", "amazonaws.com"],
];

function rowOf(region: string) {
  const [, partition = "aws", dnsSuffix = "amazonaws.com"] =
    PARTITIONS.find(([prefix]) => region.startsWith(prefix)) ?? [];
  return { partition, dnsSuffix };
}

export function partitionOf(region: string): string {
  return rowOf(region).partition;
}

/** The host of a service in a region, as kms:ViaService names it. */
export function serviceHost(service: string, region: string): string {
  return `${service}.${region}.${rowOf(region).dnsSuffix}`;
}

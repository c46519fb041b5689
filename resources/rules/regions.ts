import { nearest } from "../crypto/names";

/** The regions that the AWS SDK for JavaScript knows (its partitions.json), by partition. */
export const REGIONS: readonly string[] = [
  ...["af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3"],
  ...["ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4"],
  ...["ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1"],
  ...["eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3"],
  ...["il-central-1", "me-central-1", "me-south-1", "me-west-1", "mx-central-1", "sa-east-1", "sa-west-1"],
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2"],
  ...["cn-north-1", "cn-northwest-1"],
  ...["eusc-de-east-1"],
  ...["us-iso-east-1", "us-iso-west-1"],
  ...["us-isob-east-1", "us-isob-west-1"],
  ...["eu-isoe-west-1"],
  ...["us-isof-east-1", "us-isof-south-1"],
  ...["us-gov-east-1", "us-gov-west-1"],
];

const WORDS = new Set(REGIONS.flatMap((region) => region.split("-").slice(1, -1)));

/**
 * The region that a misspelt one was meant to be; `undefined` for a region that there is or that AWS may have opened since:
 * another number (eu-west-4), another country (nz-east-1), known words put together anew (us-south-1).
 */
export function meantRegion(region: string): string | undefined {
  if (REGIONS.includes(region)) return undefined;
  const [area = "", ...rest] = region.split("-");
  const isMisspelt = rest.slice(0, -1).some((word) => word.length > 2 && !WORDS.has(word));
  if (isMisspelt) return nearest(region, REGIONS);
  // Two letters are near to many countries; swapped they are most likely a slip
  const swapped = [Array.from(area).reverse().join(""), ...rest].join("-");
  return REGIONS.includes(swapped) ? swapped : undefined;
}

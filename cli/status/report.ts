import { ownedSecrets } from "../../resources/secrets/ownedSecrets";
import { PartnerKeysError } from "../../resources/errors";
import { timeAtAws } from "../../resources/secrets/timeAtAws";
import type { World } from "../command";
import { EXIT } from "../exitCodes";
import type { Place } from "../place";
import { Counts } from "./counts";
import { documentEntry, documentHead, documentTail } from "./document";
import { judge, type Judged } from "./judge";
import { statusEntry, statusHead, statusRegion, statusTail } from "./page";
import { layoutFor } from "./table";

export interface StatusOptions {
  readonly dueAfterDays: number | undefined;
  readonly pendingDays: number;
  readonly isCheck: boolean;
  readonly format: "table" | "json" | "html";
}

/** How a report is written: each key as soon as it is known, so that none is kept. */
interface Writer {
  readonly head: string;
  region(region: string): string;
  entry(judged: Judged, now: Date): string;
  tail(counts: Counts, now: Date, problems: readonly string[]): string;
}

/** Prints every key of the place. A region that cannot be listed is an error on stderr, and the others are listed still. */
export async function reportStatus(place: Place, options: StatusOptions, world: World): Promise<number> {
  const { voice } = world;
  const counts = new Counts();
  const problems: string[] = [];
  const writer = WRITERS[options.format](place, world);
  let now = world.now();
  await voice.result(writer.head);
  for (const { region, open } of place.regions) {
    await voice.result(writer.region(region));
    try {
      for await (const facts of ownedSecrets(open, place.account)) {
        now = timeAtAws({ openStore: () => open, now: world.now });
        const judged = judge(facts, { ...options, now });
        counts.add(judged);
        await voice.result(writer.entry(judged, now));
        if (counts.keys % 100 === 0) voice.progress(`${region}: ${counts.keys} keys …`);
      }
    } catch (error) {
      if (!(error instanceof PartnerKeysError)) throw error;
      problems.push(`${region}: ${error.message}`);
      voice.error(error);
    }
    now = timeAtAws({ openStore: () => open, now: world.now });
  }
  await voice.result(writer.tail(counts, now, problems));
  if (problems.length > 0 || counts.unseen > 0) return EXIT.incomplete;
  return options.isCheck && counts.needsSomebody ? EXIT.attention : EXIT.ok;
}

const WRITERS: Readonly<Record<StatusOptions["format"], (place: Place, world: World) => Writer>> = {
  table: tableWriter,
  json: jsonWriter,
  html: htmlWriter,
};

function tableWriter({ account }: Place, { voice }: World): Writer {
  const layout = layoutFor(voice.columns);
  let head = "";
  return {
    head: "",
    region(region) {
      head = layout.head;
      return layout.place(account, region);
    },
    entry(judged, now) {
      const titles = head;
      head = "";
      return titles + layout.entry(judged, now, (text) => voice.striking(text));
    },
    tail: (counts, now, problems) => layout.tail(counts.toString(), now, problems.length),
  };
}

function jsonWriter({ account, regions }: Place): Writer {
  let separator = "\n";
  return {
    head: documentHead(
      account,
      regions.map(({ region }) => region),
    ),
    region: () => "",
    entry(judged, now) {
      const entry = separator + documentEntry(judged, now);
      separator = ",\n";
      return entry;
    },
    tail: (counts, now, problems) => `\n${documentTail(counts, now, problems)}`,
  };
}

function htmlWriter({ account, regions }: Place): Writer {
  const names = regions.map(({ region }) => region);
  return {
    head: statusHead(account, names),
    region: (region) => statusRegion(region, region === names[0]),
    entry: statusEntry,
    tail: statusTail,
  };
}
